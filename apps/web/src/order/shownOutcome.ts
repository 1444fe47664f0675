import type { Outcome } from '@cinnabar/protocol'
import type { CinnabarEvent, OrderView } from '@cinnabar/sdk'
import { timelineEntry } from './timelineEntry.ts'

/** What the money bar shows: how the order ended, else how it would end by the clock. */
export function shownOutcome(
  order: Pick<OrderView, 'byClock' | 'dueEnding' | 'status'>,
  events: readonly CinnabarEvent[],
): Pick<Outcome, 'sellerGross' | 'fee' | 'bondPaid' | 'released'> | undefined {
  const planned = order.byClock?.outcome ?? order.dueEnding
  if (planned) return planned
  const settled = events.findLast(({ type }) => type === 'order.settled')
  const settlement = settled && timelineEntry(settled).settlement
  return settlement && { ...settlement, released: order.status.drawn }
}
