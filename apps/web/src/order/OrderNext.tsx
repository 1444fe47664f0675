import type { OrderView } from '@cinnabar/sdk'
import { Trans } from '@lingui/react/macro'
import { Countdown } from '../clock/Countdown.tsx'
import { Instant } from '../clock/Instant.tsx'
import { useLedgerNow } from '../clock/useLedgerNow.ts'
import { DefaultSentence } from './DefaultSentence.tsx'
import styles from './OrderPage.module.css'

/** The next deadline, what is left until then, and what the clock does if nobody acts. */
export function OrderNext({ order: { next, byClock, isLapsable } }: { readonly order: OrderView }) {
  const now = useLedgerNow(5)
  const isOverdue = isLapsable || (next !== undefined && now > next.at)
  if (!next && !isLapsable) return null
  return (
    <section className={`sheet ${styles.next} ${isOverdue ? styles.overdue : ''}`} aria-labelledby="next">
      <h2 id="next">{next ? <Trans>Next deadline</Trans> : <Trans>Deadline passed</Trans>}</h2>
      {next && (
        <>
          <p className={styles.left}>
            <Countdown to={next.at} />
          </p>
          <p>
            <Trans>
              Until <Instant at={next.at} zone />. If nobody acts, <DefaultSentence next={next.default} />.
            </Trans>
          </p>
        </>
      )}
      {isLapsable && (
        <p className="soft">
          <Trans>
            A deadline has passed. What it does is shown here already and is recorded on the ledger soon.
          </Trans>
        </p>
      )}
      {next && byClock && byClock.at !== next.at && (
        <p className="soft">
          <Trans>
            Without anybody the order ends by itself at the latest <Instant at={byClock.at} />.
          </Trans>
        </p>
      )}
    </section>
  )
}
