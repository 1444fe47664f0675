import type { Address, EventName, Hex } from '@cinnabar/protocol'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { CursorError, cutPage, type Page, type Position } from './page.ts'
import { events } from './schema/derived.ts'

export type EventRow = typeof events.$inferSelect

/** The public id: where the event stands, and eight digits of its block's hash. */
export function eventId({ blockNumber, logIndex, blockHash }: EventRow): string {
  return `evt_${blockNumber}_${logIndex}_${blockHash.slice(2, 10)}`
}

/** Where an event stands by its id. Throws CursorError. */
export function parseEventId(id: string): Position {
  const match = /^evt_(\d{1,15})_(\d{1,9})_[0-9a-f]{8}$/.exec(id)
  if (!match) throw new CursorError({ cursor: id })
  return { blockNumber: Number(match[1]), logIndex: Number(match[2]) }
}

export type EventFilter = {
  /** Id of an event: the list begins behind it. */
  readonly after?: string
  readonly orderId?: Hex
  readonly account?: Address
  readonly names?: readonly EventName[]
  /** Events at or after this instant. */
  readonly since?: number
  readonly direction?: 'forward' | 'backward'
  readonly limit: number
}

/**
 * Events as the ledger ordered them, oldest first unless `direction` is `backward`.
 *
 * @throws CursorError if `after` is not the id of an event.
 */
export async function listEvents(db: Db, filter: EventFilter): Promise<Page<EventRow>> {
  const backward = filter.direction === 'backward'
  const order = backward ? desc : asc
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        filter.orderId && eq(events.orderId, filter.orderId),
        filter.account && eq(events.account, filter.account),
        filter.names && inArray(events.name, [...filter.names]),
        filter.since === undefined ? undefined : sql`${events.timestamp} >= ${filter.since}`,
        filter.after === undefined ? undefined : isBehind(filter.after, backward),
      ),
    )
    .orderBy(order(events.blockNumber), order(events.logIndex))
    .limit(filter.limit + 1)
  return cutPage(rows, filter.limit, eventId)
}

/** The latest event, from which a stream without a `Last-Event-ID` begins. */
export async function findLatestEvent(db: Db): Promise<EventRow | undefined> {
  return (await listEvents(db, { direction: 'backward', limit: 1 })).items[0]
}

function isBehind(after: string, backward: boolean) {
  const { blockNumber, logIndex } = parseEventId(after)
  const place = sql`(${events.blockNumber}, ${events.logIndex})`
  return backward
    ? sql`${place} < (${blockNumber}, ${logIndex})`
    : sql`${place} > (${blockNumber}, ${logIndex})`
}
