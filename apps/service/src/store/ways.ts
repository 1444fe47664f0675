import type { WaysJson } from '@cinnabar/api-schema'
import type { Address, Hex } from '@cinnabar/protocol'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { wayIds, ways } from './schema/vault.ts'

/** What became of a document that was to be kept. */
export type KeepOutcome = { readonly status: 'kept' | 'outdated' | 'taken' }

/** The document that is found by the id of a way, or by the account that keeps it: an index answers either. */
export async function findWays(
  db: Db,
  by: { readonly account: Address } | { readonly id: Hex },
): Promise<WaysJson | undefined> {
  const document = db.select({ document: ways.document }).from(ways)
  const [row] =
    'account' in by
      ? await document.where(eq(ways.account, by.account))
      : await document.innerJoin(wayIds, eq(wayIds.account, ways.account)).where(eq(wayIds.id, by.id))
  return row?.document
}

/**
 * Keeps an account's document in the place of an earlier one. The same again changes nothing.
 *
 * @param request.ids - By which it is found beside the account.
 */
export async function keepWays(
  db: Db,
  {
    account,
    tenantId,
    document,
    ids,
  }: { account: Address; tenantId: string; document: WaysJson; ids: readonly Hex[] },
): Promise<KeepOutcome> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${account}, 9))`)
    const [before] = await tx.select().from(ways).where(eq(ways.account, account))
    const { revision } = document
    if (before && revision <= before.revision) {
      const isSame = revision === before.revision && before.document.mac === document.mac
      return { status: isSame ? 'kept' : 'outdated' }
    }
    const others =
      ids.length === 0
        ? []
        : await tx
            .select()
            .from(wayIds)
            .where(inArray(wayIds.id, [...ids]))
    if (others.some((other) => other.account !== account)) return { status: 'taken' }
    await tx
      .insert(ways)
      .values({ account, tenantId, revision, document })
      .onConflictDoUpdate({ target: ways.account, set: { revision, document, updatedAt: sql`now()` } })
    await tx.delete(wayIds).where(eq(wayIds.account, account))
    if (ids.length > 0) await tx.insert(wayIds).values(ids.map((id) => ({ id, tenantId, account })))
    return { status: 'kept' }
  })
}
