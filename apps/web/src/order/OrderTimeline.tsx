import type { CinnabarEvent, OrderView } from '@cinnabar/sdk'
import { HOUR } from '@cinnabar/protocol'
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { zoneName } from '../clock/timeText.ts'
import { useLedgerNow } from '../clock/useLedgerNow.ts'
import { Problem } from '../problem/Problem.tsx'
import styles from './OrderTimeline.module.css'
import { TimelineEvent } from './TimelineEvent.tsx'

type OrderTimelineProps = {
  readonly order: OrderView
  readonly events: {
    readonly data?: readonly CinnabarEvent[] | undefined
    readonly error: unknown
    readonly refetch: () => unknown
  }
}

/** All that the ledger says about the order, the latest first. */
export function OrderTimeline({ order, events: { data, error, refetch } }: OrderTimelineProps) {
  const { i18n } = useLingui()
  const now = useLedgerNow(HOUR)
  return (
    <section className="sheet" aria-labelledby="timeline">
      <h2 id="timeline">
        <Trans>What happened</Trans> <small className={styles.zone}>{zoneName(now, i18n.locale)}</small>
      </h2>
      {data ? (
        <ol className={styles.list}>
          {data.toReversed().map((event) => (
            <TimelineEvent key={event.id} event={event} order={order} />
          ))}
        </ol>
      ) : error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={120} />
      )}
    </section>
  )
}
