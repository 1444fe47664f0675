import type { Hex } from '@cinnabar/protocol'
import type { Database } from '../../store/database.ts'
import { type EventRow, eventId, findLatestEvent, listEvents, parseEventId } from '../../store/events.ts'

const PAGE = 100
/** A notice that is lost is made up for by looking. */
const LOOK_MS = 5_000

/** Follows events; a notice only wakes, the rows say what happened. */
export function createEventFeed({ db, notices }: Pick<Database, 'db' | 'notices'>) {
  const wakers = new Set<() => void>()
  notices.listen('cinnabar_events', () => {
    for (const wake of wakers) wake()
  })
  return {
    /**
     * Events behind `after` (or from now on) as they are indexed; `undefined` when it is time to show that the
     * stream lives.
     *
     * @throws CursorError if `after` is no event's id.
     */
    async *follow({
      after,
      orderId,
      signal,
    }: {
      after: string | undefined
      orderId: Hex | undefined
      signal: AbortSignal
    }): AsyncGenerator<EventRow | undefined> {
      if (after !== undefined) parseEventId(after)
      const latest = after === undefined ? await findLatestEvent(db) : undefined
      let position = after ?? (latest && eventId(latest))
      while (!signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const timer = setTimeout(resolve, LOOK_MS)
        signal.addEventListener('abort', () => resolve(), { once: true })
        wakers.add(resolve)
        try {
          const { items, next } = await listEvents(db, {
            limit: PAGE,
            ...(position !== undefined && { after: position }),
            ...(orderId && { orderId }),
          })
          for (const row of items) {
            yield row
            position = eventId(row)
          }
          if (next !== undefined) continue
          if (items.length === 0) yield undefined
          await promise
        } finally {
          clearTimeout(timer)
          wakers.delete(resolve)
        }
      }
    },
  }
}

export type EventFeed = ReturnType<typeof createEventFeed>
