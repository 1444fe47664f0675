import { useLingui } from '@lingui/react/macro'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { shorten } from './shorten.ts'
import styles from './Hash.module.css'

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
    <button
      type="button"
      className={`${styles.hash} mono`}
      title={value}
      aria-label={t`Copy ${of} ${value}`}
      onClick={() => copy(value)}
    >
      <span>{shorten(value)}</span>
      {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      <span className={copied ? styles.copied : 'unseen'} aria-live="polite">
        {copied && t`Copied`}
      </span>
    </button>
  )
}
