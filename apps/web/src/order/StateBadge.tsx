import { useLingui } from '@lingui/react'
import { ENDING_WORDS } from '../words/endings.ts'
import { STATE_WORDS } from '../words/states.ts'
import type { OrderView } from '@cinnabar/sdk'
import styles from './StateBadge.module.css'
import { stateTone } from './stateTone.ts'

/** Where an order stands, in a word; for one that ended, how. */
export function StateBadge({ order }: { readonly order: OrderView }) {
  const { i18n } = useLingui()
  const ending = order.ending ?? order.dueEnding?.ending
  return (
    <span className={styles.line}>
      <span className={`${styles.badge} ${styles[stateTone(order.state)]}`}>
        {i18n._(STATE_WORDS[order.state])}
      </span>
      {ending && <span className={styles.ending}>{i18n._(ENDING_WORDS[ending])}</span>}
    </span>
  )
}
