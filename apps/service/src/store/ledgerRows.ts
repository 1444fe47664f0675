import { createHash } from 'node:crypto'
import type { Hex } from '@cinnabar/protocol'
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Db } from './database.ts'
import type { EventRow } from './events.ts'
import { recreateDerived } from './migrate.ts'
import type { OrderRow, RevocationRow } from './orders.ts'
import { insertRows } from './rows.ts'
import { blocks, cursor, events, orders, revocations } from './schema/derived.ts'
import { outbox } from './schema/own.ts'

export type BlockRow = typeof blocks.$inferSelect
/** Up to which block the derived rows are complete. */
export type CursorRow = Omit<typeof cursor.$inferSelect, 'id'>
export type NewOutboxRow = typeof outbox.$inferInsert

const CURSOR_ID = 'ledger'

export async function findCursor(db: Db, { forUpdate = false } = {}): Promise<CursorRow | undefined> {
  const query = db
    .select({
      blockNumber: cursor.blockNumber,
      blockHash: cursor.blockHash,
      blockTimestamp: cursor.blockTimestamp,
    })
    .from(cursor)
    .where(eq(cursor.id, CURSOR_ID))
  const [row] = await (forUpdate ? query.for('update') : query)
  return row
}

export async function writeCursor(db: Db, row: CursorRow): Promise<void> {
  await db
    .insert(cursor)
    .values({ id: CURSOR_ID, ...row })
    .onConflictDoUpdate({ target: cursor.id, set: row })
}

/** Stored blocks above a height, lowest first. */
export async function listBlocksAbove(db: Db, number: number): Promise<BlockRow[]> {
  return db.select().from(blocks).where(gt(blocks.number, number)).orderBy(asc(blocks.number))
}

export async function insertBlocks(db: Db, rows: readonly BlockRow[]): Promise<void> {
  await insertRows(db, blocks, rows)
}

/** Drops blocks at or below a height that hold no event. */
export async function pruneBlocks(db: Db, number: number): Promise<void> {
  await db.execute(sql`
    delete from derived.blocks b where b.number <= ${number}
      and not exists (select 1 from derived.events e where e.block_number = b.number)`)
}

export async function insertEvents(db: Db, rows: readonly EventRow[]): Promise<void> {
  await insertRows(db, events, rows)
}

/** The events of some orders, each order's in their sequence. */
export async function listHistories(db: Db, ids: readonly Hex[]): Promise<EventRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(events)
    .where(inArray(events.orderId, [...ids]))
    .orderBy(asc(events.blockNumber), asc(events.logIndex))
}

export async function listOrdersById(db: Db, ids: readonly Hex[]): Promise<OrderRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(orders)
    .where(inArray(orders.id, [...ids]))
}

/** How many events each of some orders has. */
export async function countEvents(db: Db, ids: readonly Hex[]): Promise<Map<Hex, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ orderId: events.orderId, count: sql<number>`count(*)::int` })
    .from(events)
    .where(inArray(events.orderId, [...ids]))
    .groupBy(events.orderId)
  return new Map(rows.map(({ orderId, count }) => [orderId!, count]))
}

/** Puts these rows in the place of what was stored of the same orders. */
export async function replaceOrders(db: Db, ids: readonly Hex[], rows: readonly OrderRow[]): Promise<void> {
  if (ids.length > 0) await db.delete(orders).where(inArray(orders.id, [...ids]))
  await insertRows(db, orders, rows)
}

export async function insertRevocations(db: Db, rows: readonly RevocationRow[]): Promise<void> {
  await insertRows(db, revocations, rows)
}

/** Removes what stands above a height. Answers the orders that had events there. */
export async function deleteAbove(db: Db, number: number): Promise<Hex[]> {
  const gone = await db
    .delete(events)
    .where(gt(events.blockNumber, number))
    .returning({ orderId: events.orderId })
  await db.delete(blocks).where(gt(blocks.number, number))
  await db.delete(revocations).where(gt(revocations.blockNumber, number))
  await db.delete(outbox).where(and(gt(outbox.blockNumber, number), isNull(outbox.doneAt)))
  return [...new Set(gone.flatMap(({ orderId }) => orderId ?? []))]
}

/** Queues what is to be told. A row whose id is there already is left as it is. */
export async function insertOutbox(db: Db, rows: readonly NewOutboxRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 1_000) {
    await db
      .insert(outbox)
      .values(rows.slice(from, from + 1_000))
      .onConflictDoNothing()
  }
}

/** Wakes whoever streams events, when the transaction commits. */
export async function notifyEvents(
  db: Db,
  payload: { blockNumber: number; rolledBack?: boolean },
): Promise<void> {
  await db.execute(sql`select pg_notify('cinnabar_events', ${JSON.stringify(payload)})`)
}

/** Drops all derived rows and makes the schema anew. */
export async function recreateDerivedSchema({ pool }: Database): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await recreateDerived(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

export async function countRows(db: Db): Promise<{ events: number; orders: number }> {
  return { events: await db.$count(events), orders: await db.$count(orders) }
}

/** A hash over every row of `derived`, in the order of the keys: equal when the schemas are, byte for byte. */
export async function digestDerived(db: Db): Promise<Hex> {
  const keys = {
    blocks: 'number',
    cursor: 'id',
    events: 'block_number, log_index',
    orders: 'id',
    revocations: 'order_id',
  }
  const hash = createHash('sha256')
  for (const [table, key] of Object.entries(keys)) {
    const { rows } = await db.execute<{ digest: string }>(
      sql.raw(
        `select encode(sha256(coalesce(string_agg(sha256(convert_to(t::text, 'UTF8')), ''::bytea order by ${key}), ''::bytea)), 'hex') as digest from derived.${table} t`,
      ),
    )
    hash.update(`${table} ${rows[0]!.digest}\n`)
  }
  return `0x${hash.digest('hex')}`
}
