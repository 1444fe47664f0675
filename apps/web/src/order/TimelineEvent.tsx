import type { CinnabarEvent, OrderView } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { Instant } from '../clock/Instant.tsx'
import { Amount } from '../money/Amount.tsx'
import { useToken } from '../network/useToken.ts'
import { ENDING_WORDS } from '../words/endings.ts'
import { EVENT_WORDS } from '../words/events.ts'
import { EventActor } from './EventActor.tsx'
import { EventProof } from './EventProof.tsx'
import styles from './OrderTimeline.module.css'
import { timelineEntry } from './timelineEntry.ts'

type TimelineEventProps = { readonly event: CinnabarEvent; readonly order: OrderView }

/** One event: what, when, by whom, and where it can be looked up. */
export function TimelineEvent({ event, order: { terms } }: TimelineEventProps) {
  const { i18n } = useLingui()
  const token = useToken(terms.token)
  const entry = timelineEntry(event)
  const word = EVENT_WORDS[event.type]
  return (
    <li className={styles.event}>
      <p className={styles.what}>
        <strong>{word ? i18n._(word) : event.type}</strong>
        {entry.settlement && <span>{i18n._(ENDING_WORDS[entry.settlement.ending])}</span>}
        {entry.amount !== undefined && <Amount of={entry.amount} token={token} />}
      </p>
      <p className={styles.when}>
        <Instant at={entry.at} />
        <EventActor event={event} terms={terms} />
      </p>
      {event.type === 'order.extended' && entry.deadline !== undefined && (
        <p className={styles.when}>
          <Trans>
            new deadline <Instant at={entry.deadline} />
          </Trans>
        </p>
      )}
      <EventProof entry={entry} />
    </li>
  )
}
