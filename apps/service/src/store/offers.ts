import type { Hex, StateName } from '@cinnabar/protocol'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { offers } from './schema/offers.ts'

/** One side's signed part of a settlement, until the other side signs the same. */
export type OfferRow = typeof offers.$inferSelect
export type NewOffer = typeof offers.$inferInsert

export async function findOffer(db: Db, id: Hex): Promise<OfferRow | undefined> {
  const [row] = await db.select().from(offers).where(eq(offers.id, id))
  return row
}

/** Open offers of the other side that say the same, the latest first. */
export async function listMatchingOffers(
  db: Db,
  wanted: { orderId: Hex; side: 'buyer' | 'seller'; state: StateName; sellerTotal: bigint; now: number },
): Promise<OfferRow[]> {
  return db
    .select()
    .from(offers)
    .where(
      and(
        eq(offers.orderId, wanted.orderId),
        eq(offers.side, wanted.side),
        eq(offers.state, wanted.state),
        eq(offers.sellerTotal, wanted.sellerTotal),
        isNull(offers.actionId),
        sql`${offers.until} >= to_timestamp(${wanted.now})`,
      ),
    )
    .orderBy(desc(offers.createdAt))
    .limit(10)
}

/** Keeps an offer; the same digest again changes nothing. */
export async function insertOffer(db: Db, offer: NewOffer): Promise<void> {
  await db.insert(offers).values(offer).onConflictDoNothing()
}

/** Says which action carries an offer. */
export async function assignOffers(
  db: Db,
  { ids, actionId }: { ids: readonly Hex[]; actionId: Hex },
): Promise<void> {
  for (const id of ids) await db.update(offers).set({ actionId }).where(eq(offers.id, id))
}

/** Sides of one order take turns, so that two equal offers always meet. Ends with the transaction. */
export async function lockOrder(db: Db, orderId: Hex): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${orderId}, 7))`)
}
