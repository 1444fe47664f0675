import type { CinnabarEvent, OrderView } from '@cinnabar/sdk'
import { Trans } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
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
  return (
    <section className="sheet" aria-labelledby="timeline">
      <h2 id="timeline">
        <Trans>What happened</Trans>
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
