import { useLingui } from '@lingui/react'
import { Amount } from './Amount.tsx'
import type { Token } from './amountText.ts'
import styles from './MoneyBar.module.css'
import type { MoneySegment } from './moneySegments.ts'
import { PART_WORDS } from './partWords.ts'

type MoneyBarProps = { readonly segments: readonly MoneySegment[]; readonly token: Token }

/** Who gets what of the money, as one bar with its legend. The legend says all; the bar only shows it. */
export function MoneyBar({ segments, token }: MoneyBarProps) {
  const { i18n } = useLingui()
  return (
    <div>
      <div className={styles.bar} aria-hidden>
        {segments.map(({ part, share }) => (
          <span key={part} className={`${styles.segment} ${styles[part]}`} style={{ flexGrow: share }} />
        ))}
      </div>
      <dl className={styles.legend}>
        {segments.map(({ part, amount }) => (
          <div key={part}>
            <dt>
              <span className={`${styles.swatch} ${styles[part]}`} aria-hidden />
              {i18n._(PART_WORDS[part])}
            </dt>
            <dd>
              <Amount of={amount} token={token} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
