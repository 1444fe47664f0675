import type { Address, Hex, StateName } from '@cinnabar/protocol'
import { and, asc, desc, eq, inArray, lt, ne, not, or, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { cutPage, formatPosition, type Page, parsePosition } from './page.ts'
import { orders, revocations } from './schema/derived.ts'

export type OrderRow = typeof orders.$inferSelect
export type RevocationRow = typeof revocations.$inferSelect

/** Thrown by {@link getOrder}. */
export class OrderNotFoundError extends Error {
  readonly code = 'ORDER_NOT_FOUND'
  readonly retryable = false
  readonly id: Hex
  constructor({ id }: { id: Hex }) {
    super(`no order ${id} was funded`)
    this.name = 'OrderNotFoundError'
    this.id = id
  }
}

export async function findOrder(db: Db, id: Hex): Promise<OrderRow | undefined> {
  const [row] = await db.select().from(orders).where(eq(orders.id, id))
  return row
}

/** @throws OrderNotFoundError */
export async function getOrder(db: Db, id: Hex): Promise<OrderRow> {
  const row = await findOrder(db, id)
  if (!row) throw new OrderNotFoundError({ id })
  return row
}

/** Set when the order was revoked before it was funded. */
export async function findRevocation(db: Db, orderId: Hex): Promise<RevocationRow | undefined> {
  const [row] = await db.select().from(revocations).where(eq(revocations.orderId, orderId))
  return row
}

export type OrderFilter = {
  /** Account that is any of the order's parties. */
  readonly party?: Address
  readonly seller?: Address
  readonly buyer?: Address
  readonly state?: StateName | readonly StateName[]
  readonly link?: Hex
  readonly ids?: readonly Hex[]
  /** Orders that a tenant quoted or funded; lists filter by both reference and tenant. */
  readonly tenantId?: string
  readonly reference?: string
  readonly after?: string
  readonly limit: number
}

/**
 * Orders, the latest funded first.
 *
 * @throws CursorError if `after` is not the `next` of a page.
 */
export async function listOrders(db: Db, filter: OrderFilter): Promise<Page<OrderRow>> {
  const states = filter.state === undefined ? undefined : [filter.state].flat()
  const rows = await db
    .select()
    .from(orders)
    .where(
      and(
        filter.party && isParty(filter.party),
        filter.seller && eq(orders.seller, filter.seller),
        filter.buyer && eq(orders.buyer, filter.buyer),
        states && inArray(orders.state, states),
        filter.link && eq(orders.link, filter.link),
        filter.ids && inArray(orders.id, [...filter.ids]),
        filter.tenantId === undefined ? undefined : isOfTenant(filter.tenantId, filter.reference),
        filter.after === undefined ? undefined : isBefore(filter.after),
      ),
    )
    .orderBy(desc(orders.fundedBlock), desc(orders.fundedLog))
    .limit(filter.limit + 1)
  return cutPage(rows, filter.limit, ({ fundedBlock, fundedLog }) =>
    formatPosition({ blockNumber: fundedBlock, logIndex: fundedLog }),
  )
}

/**
 * Live orders whose deadline has passed at `now`, the longest due first.
 *
 * @param kind - Leaves out orders to which an action of this kind is on its way.
 */
export async function listDueOrders(
  db: Db,
  { now, limit, kind }: { now: number; limit: number; kind: string },
): Promise<OrderRow[]> {
  const isUnderWay = sql`exists (select 1 from own.actions a where a.order_id = ${orders.id} and a.kind = ${kind} and a.status in ('signed', 'sent'))`
  return db
    .select()
    .from(orders)
    .where(and(isDue(now), not(isUnderWay)))
    .orderBy(asc(orders.deadlineAt), asc(orders.id))
    .limit(limit)
}

export async function countDueOrders(db: Db, { now }: { now: number }): Promise<number> {
  return db.$count(orders, isDue(now))
}

function isDue(now: number) {
  return and(ne(orders.state, 'Settled'), lt(orders.deadlineAt, now))
}

/** The first deadline of all live orders. */
export async function findNextDeadline(db: Db): Promise<number | undefined> {
  const [row] = await db
    .select({ deadlineAt: orders.deadlineAt })
    .from(orders)
    .where(ne(orders.state, 'Settled'))
    .orderBy(asc(orders.deadlineAt))
    .limit(1)
  return row?.deadlineAt
}

function isParty(account: Address) {
  const columns = [
    orders.buyer,
    orders.payer,
    orders.seller,
    orders.platform,
    orders.arbiter,
    orders.backupArbiter,
    orders.attestor,
  ]
  return or(...columns.map((column) => eq(column, account)))
}

function isOfTenant(tenantId: string, reference: string | undefined) {
  const named = reference === undefined ? sql`` : sql` and r.reference = ${reference}`
  return sql`exists (select 1 from own.order_references r where r.order_id = ${orders.id} and r.tenant_id = ${tenantId}${named})`
}

function isBefore(after: string) {
  const { blockNumber, logIndex } = parsePosition(after)
  return sql`(${orders.fundedBlock}, ${orders.fundedLog}) < (${blockNumber}, ${logIndex})`
}
