import type { Address, Hex } from '@cinnabar/protocol'
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { CursorError, cutPage, type Page } from './page.ts'
import { type ActionStatus, actions } from './schema/own.ts'

export type ActionRow = typeof actions.$inferSelect
export type { ActionStatus }

/** What a signed action needs to be executed; addresses and hashes in lower case. */
export type NewAction = {
  /** The signed digest. */
  readonly id: Hex
  readonly tenantId: string
  /** The contract's function, or what the API calls it: `fundWithAuthorization`, `ship`, `lapse`. */
  readonly kind: string
  readonly orderId?: Hex
  readonly account?: Address
  readonly toAddress: Address
  readonly calldata: Hex
  readonly requestId?: string
}

/** Thrown by {@link getAction}. */
export class ActionNotFoundError extends Error {
  readonly code = 'ACTION_NOT_FOUND'
  readonly retryable = false
  readonly id: Hex
  constructor({ id }: { id: Hex }) {
    super(`no action ${id}`)
    this.name = 'ActionNotFoundError'
    this.id = id
  }
}

/**
 * Stores a signed action and wakes the relayer when the transaction commits. Once this is committed the
 * action will be executed exactly once.
 *
 * @returns The row, and whether it is new: a digest that is known already is answered with its row.
 */
export async function insertAction(
  db: Db,
  action: NewAction,
): Promise<{ action: ActionRow; created: boolean }> {
  const [row] = await db.insert(actions).values(action).onConflictDoNothing().returning()
  if (!row) return { action: await getAction(db, action.id), created: false }
  await db.execute(sql`select pg_notify('cinnabar_action', '')`)
  return { action: row, created: true }
}

export async function findAction(
  db: Db,
  id: Hex,
  { tenantId }: { tenantId?: string } = {},
): Promise<ActionRow | undefined> {
  const [row] = await db
    .select()
    .from(actions)
    .where(and(eq(actions.id, id), tenantId === undefined ? undefined : eq(actions.tenantId, tenantId)))
  return row
}

/** How often the creation of a passkey account failed. */
export async function countFailedCreations(db: Db, account: Address): Promise<number> {
  return db.$count(
    actions,
    and(eq(actions.kind, 'createAccount'), eq(actions.account, account), eq(actions.status, 'failed')),
  )
}

/** @throws ActionNotFoundError */
export async function getAction(db: Db, id: Hex, scope: { tenantId?: string } = {}): Promise<ActionRow> {
  const row = await findAction(db, id, scope)
  if (!row) throw new ActionNotFoundError({ id })
  return row
}

/** Actions of a tenant, newest first. */
export async function listActions(
  db: Db,
  filter: { tenantId: string; orderId?: Hex; status?: ActionStatus; after?: string; limit: number },
): Promise<Page<ActionRow>> {
  if (filter.after !== undefined && !/^\d{1,15}$/.test(filter.after))
    throw new CursorError({ cursor: filter.after })
  const rows = await db
    .select()
    .from(actions)
    .where(
      and(
        eq(actions.tenantId, filter.tenantId),
        filter.orderId && eq(actions.orderId, filter.orderId),
        filter.status && eq(actions.status, filter.status),
        filter.after === undefined ? undefined : lt(actions.sequence, Number(filter.after)),
      ),
    )
    .orderBy(desc(actions.sequence))
    .limit(filter.limit + 1)
  return cutPage(rows, filter.limit, ({ sequence }) => String(sequence))
}

/** Actions that wait for a transaction, oldest first. */
export async function listSignedActions(db: Db, { limit }: { limit: number }): Promise<ActionRow[]> {
  return db
    .select()
    .from(actions)
    .where(eq(actions.status, 'signed'))
    .orderBy(asc(actions.sequence))
    .limit(limit)
}

/** How many actions are on their way. */
export async function countOpenActions(db: Db): Promise<{ signed: number; sent: number }> {
  const rows = await db
    .select({ status: actions.status, count: sql<number>`count(*)::int` })
    .from(actions)
    .where(inArray(actions.status, ['signed', 'sent']))
    .groupBy(actions.status)
  const count = (status: ActionStatus) => rows.find((row) => row.status === status)?.count ?? 0
  return { signed: count('signed'), sent: count('sent') }
}

/** Actions leave `signed` for the transaction that carries them. Answers the ids that did: others were taken. */
export async function markActionsSent(
  db: Db,
  sent: readonly { id: Hex; transactionHash: Hex }[],
): Promise<Hex[]> {
  if (sent.length === 0) return []
  const pairs = JSON.stringify(sent.map(({ id, transactionHash }) => ({ id, hash: transactionHash })))
  const { rows } = await db.execute<{ id: Hex }>(sql`
    update own.actions set status = 'sent', transaction_hash = t.hash, sent_at = now()
    from jsonb_to_recordset(${pairs}::jsonb) as t(id text, hash text)
    where actions.id = t.id and actions.status = 'signed' returning actions.id`)
  return rows.map(({ id }) => id)
}

/** What a receipt says of an action. */
export type ActionOutcome = {
  readonly id: Hex
  readonly status: 'recorded' | 'final' | 'failed'
  readonly transactionHash?: Hex
  readonly blockNumber?: number
  readonly errorCode?: string
  readonly errorDetail?: Record<string, unknown>
}

/** Writes outcomes, and tells who waits for them when the transaction commits. */
export async function recordOutcomes(db: Db, outcomes: readonly ActionOutcome[]): Promise<void> {
  if (outcomes.length === 0) return
  await db.execute(sql`
    update own.actions set
      status = t.status,
      transaction_hash = coalesce(t.hash, transaction_hash),
      block_number = coalesce(t.block, block_number),
      error_code = t.code,
      error_detail = t.detail,
      recorded_at = coalesce(recorded_at, now()),
      final_at = case when t.status = 'final' then now() end
    from jsonb_to_recordset(${JSON.stringify(outcomes.map(encodeOutcome))}::jsonb)
      as t(id text, status text, hash text, block bigint, code text, detail jsonb)
    where actions.id = t.id`)
  await notifyOutcomes(
    db,
    outcomes.map(({ id }) => id),
  )
}

/** Recorded actions become final. */
export async function finalizeActions(db: Db, ids: readonly Hex[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(actions)
    .set({ status: 'final', finalAt: sql`now()` })
    .where(and(eq(actions.status, 'recorded'), inArray(actions.id, [...ids])))
  await notifyOutcomes(db, ids)
}

/** Actions whose block was taken back are on their way again. */
export async function markActionsUnsettled(db: Db, ids: readonly Hex[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(actions)
    .set({ status: 'sent', blockNumber: null, recordedAt: null })
    .where(inArray(actions.id, [...ids]))
}

export async function listActionsById(db: Db, ids: readonly Hex[]): Promise<ActionRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(actions)
    .where(inArray(actions.id, [...ids]))
}

/** Orders that an action is on its way to. */
export async function listOrdersInFlight(db: Db): Promise<Hex[]> {
  const rows = await db
    .selectDistinct({ orderId: actions.orderId })
    .from(actions)
    .where(eq(actions.status, 'sent'))
  return rows.flatMap(({ orderId }) => orderId ?? [])
}

/** Actions whose transaction did not count wait for another one. */
export async function returnActions(db: Db, ids: readonly Hex[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(actions)
    .set({ status: 'signed', transactionHash: null, blockNumber: null, sentAt: null, recordedAt: null })
    .where(inArray(actions.id, [...ids]))
}

function encodeOutcome(outcome: ActionOutcome) {
  return {
    id: outcome.id,
    status: outcome.status,
    hash: outcome.transactionHash ?? null,
    block: outcome.blockNumber ?? null,
    code: outcome.errorCode ?? null,
    detail: outcome.errorDetail ?? null,
  }
}

/** A notice holds at most 8,000 bytes. */
const IDS_PER_NOTICE = 100

async function notifyOutcomes(db: Db, ids: readonly Hex[]): Promise<void> {
  for (let from = 0; from < ids.length; from += IDS_PER_NOTICE) {
    await db.execute(
      sql`select pg_notify('cinnabar_outcome', ${ids.slice(from, from + IDS_PER_NOTICE).join(',')})`,
    )
  }
}
