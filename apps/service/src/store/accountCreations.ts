import { desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { accountCreations } from './schema/own.ts'

/** How many passkey accounts are created within an hour, at most. */
export type CreationLimits = { readonly perClient: number; readonly total: number }

export type CreationDecision =
  | { readonly status: 'counted' }
  | { readonly status: 'limited'; readonly by: keyof CreationLimits; readonly retryAfterSeconds: number }

const HOUR_SECONDS = 3_600
/** Of all processes on this database, one at a time counts. */
const LOCK = 0x63726561

/** Counts creations that a client asks for, or says when there is room for them. Older ones go on the way. */
export async function countCreations(
  db: Db,
  { client, count, limits }: { client: string; count: number; limits: CreationLimits },
): Promise<CreationDecision> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    await tx
      .delete(accountCreations)
      .where(lt(accountCreations.createdAt, sql`now() - make_interval(secs => ${HOUR_SECONDS})`))
    for (const [by, which] of [
      ['perClient', eq(accountCreations.client, client)],
      ['total', undefined],
    ] as const) {
      const retryAfterSeconds = await findWait(tx, which, limits[by] - count)
      if (retryAfterSeconds !== undefined) return { status: 'limited', by, retryAfterSeconds }
    }
    await tx.insert(accountCreations).values(Array.from({ length: count }, () => ({ client })))
    return { status: 'counted' }
  })
}

/** Until so few are left as may be there already; undefined: they are. */
async function findWait(tx: Db, which: SQL | undefined, mayBeThere: number): Promise<number | undefined> {
  if (mayBeThere < 0) return HOUR_SECONDS
  const [row] = await tx
    .select({
      seconds: sql<number>`greatest(1, ceil(extract(epoch from created_at - now())) + ${HOUR_SECONDS})::int`,
    })
    .from(accountCreations)
    .where(which)
    .orderBy(desc(accountCreations.sequence))
    .offset(mayBeThere)
    .limit(1)
  return row?.seconds
}
