import { useLingui } from '@lingui/react/macro'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import styles from './Hash.module.css'
import { shorten } from './shorten.ts'

type HashProps = {
  readonly value: string
  /** What it is, for who hears the page: "transaction". */
  readonly of: string
}

/** A hash, an id or an address: short, and copied whole at a press. */
export function Hash({ value, of }: HashProps) {
  const { t } = useLingui()
  const { copy, copied } = useClipboard({ timeout: 1500 })
  return (
    <span className={styles.place}>
      <button type="button" className={`${styles.hash} mono`} title={value} onClick={() => copy(value)}>
        {shorten(value)}
        {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        <span className="unseen">{t`copy ${of}`}</span>
      </button>
      <span role="status" className={copied ? styles.copied : 'unseen'}>
        {copied && t`Copied`}
      </span>
    </span>
  )
}
