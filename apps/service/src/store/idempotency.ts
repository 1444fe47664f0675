import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { idempotencyKeys } from './schema/own.ts'

/** What a key says about a request. */
export type KeyClaim =
  | { readonly status: 'claimed' }
  | { readonly status: 'mismatch' }
  | { readonly status: 'busy' }
  | { readonly status: 'answered'; readonly responseStatus: number; readonly body: string }

type Key = { readonly tenantId: string; readonly key: string }

/**
 * An answer is kept for a day. A claim whose process died is free again after ten seconds: what a request does is
 * done once by its own id, so that a slow one that still runs does no harm.
 */
const KEPT = sql`now() - interval '24 hours'`
const ABANDONED = sql`now() - interval '10 seconds'`

/** Takes a key for a request, or says what became of the request that took it before. Old keys go on the way. */
export async function claimKey(db: Db, claim: Key & { readonly requestHash: string }): Promise<KeyClaim> {
  await db
    .delete(idempotencyKeys)
    .where(
      or(
        lt(idempotencyKeys.createdAt, KEPT),
        and(isKey(claim), isNull(idempotencyKeys.responseStatus), lt(idempotencyKeys.createdAt, ABANDONED)),
      ),
    )
  const taken = await db
    .insert(idempotencyKeys)
    .values(claim)
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (taken.length > 0) return { status: 'claimed' }
  const [row] = await db.select().from(idempotencyKeys).where(isKey(claim))
  if (!row) return { status: 'busy' }
  if (row.requestHash !== claim.requestHash) return { status: 'mismatch' }
  if (row.responseStatus === null) return { status: 'busy' }
  return { status: 'answered', responseStatus: row.responseStatus, body: row.responseBody ?? '' }
}

/** Keeps the answer of a request. */
export async function completeKey(db: Db, answer: Key & { status: number; body: string }): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ responseStatus: answer.status, responseBody: answer.body })
    .where(isKey(answer))
}

/** Forgets a request that was refused. */
export async function releaseKey(db: Db, key: Key): Promise<void> {
  await db.delete(idempotencyKeys).where(and(isKey(key), isNull(idempotencyKeys.responseStatus)))
}

function isKey({ tenantId, key }: Key) {
  return and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, key))
}
