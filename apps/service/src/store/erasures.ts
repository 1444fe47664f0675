import type { Hex } from '@cinnabar/protocol'
import { eq, isNull, like, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { idempotencyKeys, orderReferences, quotes } from './schema/own.ts'
import { disclosures, erasures, sealedItems } from './schema/vault.ts'

export type ErasureRow = typeof erasures.$inferSelect

export async function findErasure(db: Db, orderId: Hex): Promise<ErasureRow | undefined> {
  const [row] = await db.select().from(erasures).where(eq(erasures.orderId, orderId))
  return row
}

/** Erasures that were begun and have no certificate yet. */
export async function listBegunErasures(db: Db): Promise<ErasureRow[]> {
  return db.select().from(erasures).where(isNull(erasures.certificate))
}

/** Begins an erasure, or answers the one that was begun. Counts what there is to destroy. */
export async function beginErasure(
  db: Db,
  { orderId, tenantId, requestedBy }: { orderId: Hex; tenantId: string; requestedBy: string },
): Promise<ErasureRow> {
  const destroyed = {
    items: await db.$count(sealedItems, eq(sealedItems.orderId, orderId)),
    disclosures: await db.$count(disclosures, eq(disclosures.orderId, orderId)),
    references: await db.$count(orderReferences, eq(orderReferences.orderId, orderId)),
    quotes: await db.$count(quotes, eq(quotes.orderId, orderId)),
  }
  await db.insert(erasures).values({ orderId, tenantId, requestedBy, destroyed }).onConflictDoNothing()
  return (await findErasure(db, orderId))!
}

/** Deletes the rows of an order's details, and what platforms called the order by. */
export async function deleteDetails(db: Db, orderId: Hex): Promise<void> {
  await db.delete(disclosures).where(eq(disclosures.orderId, orderId))
  await db.delete(sealedItems).where(eq(sealedItems.orderId, orderId))
  await db
    .update(orderReferences)
    .set({ reference: null, metadata: {} })
    .where(eq(orderReferences.orderId, orderId))
  await db.update(quotes).set({ reference: null, metadata: {} }).where(eq(quotes.orderId, orderId))
  await db.delete(idempotencyKeys).where(like(idempotencyKeys.responseBody, `%${orderId}%`))
}

/** Ends an erasure. */
export async function finishErasure(
  db: Db,
  orderId: Hex,
  certificate: Record<string, unknown>,
): Promise<void> {
  await db
    .update(erasures)
    .set({ certificate: sql`${JSON.stringify(certificate)}::jsonb` })
    .where(eq(erasures.orderId, orderId))
}
