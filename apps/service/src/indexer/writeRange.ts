import type { Hex } from '@cinnabar/protocol'
import type { Db } from '../store/database.ts'
import { type EventRow, eventId } from '../store/events.ts'
import {
  type BlockRow,
  type CursorRow,
  countEvents,
  deleteAbove,
  findCursor,
  insertBlocks,
  insertEvents,
  insertOutbox,
  insertRevocations,
  listHistories,
  listOrdersById,
  notifyEvents,
  pruneBlocks,
  replaceOrders,
  writeCursor,
} from '../store/ledgerRows.ts'
import type { OrderRow, RevocationRow } from '../store/orders.ts'
import type { DecodedEvent } from './decodeLog.ts'
import { foldOrder, isRevocation } from './foldOrder.ts'

/** Blocks below the head whose hashes are kept: how deep a reorganisation is followed. */
export const KEPT_BLOCKS = 64

/** Thrown when another indexer wrote meanwhile. */
export class CursorMovedError extends Error {
  readonly code = 'CURSOR_MOVED'
  readonly retryable = true
  constructor() {
    super('another indexer wrote meanwhile')
    this.name = 'CursorMovedError'
  }
}

/** Writes a range in one database transaction: all of it counts, or nothing. */
export async function writeRange(
  db: Db,
  range: {
    expected: CursorRow | undefined
    events: readonly DecodedEvent[]
    blocks: readonly BlockRow[]
    tip: BlockRow
  },
): Promise<EventRow[]> {
  const { expected, blocks, tip } = range
  return db.transaction(async (tx) => {
    await requireCursor(tx, expected)
    const events = await foldEvents(tx, range.events)
    await insertBlocks(tx, blocks)
    await insertEvents(tx, events)
    await insertOutbox(tx, events.map(toOutbox))
    await pruneBlocks(tx, tip.number - KEPT_BLOCKS - 1)
    await writeCursor(tx, { blockNumber: tip.number, blockHash: tip.hash, blockTimestamp: tip.timestamp })
    await notifyEvents(tx, { blockNumber: tip.number })
    return events
  })
}

/**
 * Takes back what stands above `ancestor`: the orders that had events there are folded again from those that remain.
 *
 * @param blocks - Headers below the ancestor that are not stored any more.
 */
export async function rollBack(
  db: Db,
  { expected, ancestor, blocks }: { expected: CursorRow; ancestor: BlockRow; blocks: readonly BlockRow[] },
): Promise<void> {
  await db.transaction(async (tx) => {
    await requireCursor(tx, expected)
    const ids = await deleteAbove(tx, ancestor.number)
    const rows = new Map<Hex, OrderRow>()
    for (const event of await listHistories(tx, ids)) {
      const row = foldOrder(rows.get(event.orderId!), event)
      if (row) rows.set(row.id, row)
    }
    await replaceOrders(tx, ids, [...rows.values()])
    await insertBlocks(tx, blocks)
    await writeCursor(tx, {
      blockNumber: ancestor.number,
      blockHash: ancestor.hash,
      blockTimestamp: ancestor.timestamp,
    })
    await notifyEvents(tx, { blockNumber: ancestor.number, rolledBack: true })
  })
}

async function requireCursor(tx: Db, expected: CursorRow | undefined): Promise<void> {
  const cursor = await findCursor(tx, { forUpdate: true })
  if (cursor?.blockNumber !== expected?.blockNumber || cursor?.blockHash !== expected?.blockHash) {
    throw new CursorMovedError()
  }
}

/** Numbers the events of each order, and writes what the orders became. */
async function foldEvents(tx: Db, decoded: readonly DecodedEvent[]): Promise<EventRow[]> {
  const ids = [...new Set(decoded.flatMap(({ orderId }) => orderId ?? []))]
  const rows = new Map((await listOrdersById(tx, ids)).map((row) => [row.id, row]))
  const counts = await countEvents(
    tx,
    ids.filter((id) => !rows.has(id)),
  )
  for (const { id, sequence } of rows.values()) counts.set(id, sequence)
  const revocations: RevocationRow[] = []
  const touched = new Set<Hex>()
  const events = decoded.map((event): EventRow => {
    const { orderId, blockNumber, logIndex, timestamp } = event
    if (!orderId) return event
    const before = rows.get(orderId)
    const row = foldOrder(before, event)
    if (row) {
      rows.set(orderId, row)
      touched.add(orderId)
    } else if (isRevocation(event)) {
      revocations.push({ orderId, blockNumber, logIndex, timestamp })
    }
    const orderSequence = (counts.get(orderId) ?? 0) + 1
    counts.set(orderId, orderSequence)
    return { ...event, orderSequence }
  })
  await replaceOrders(
    tx,
    [...touched],
    [...touched].map((id) => rows.get(id)!),
  )
  await insertRevocations(tx, revocations)
  return events
}

function toOutbox(event: EventRow) {
  return {
    id: eventId(event),
    tenantId: 'default',
    topic: event.name,
    orderId: event.orderId,
    blockNumber: event.blockNumber,
    logIndex: event.logIndex,
    payload: { transactionHash: event.transactionHash, orderSequence: event.orderSequence, args: event.args },
  }
}
