import type { Address, Hex } from '@cinnabar/protocol'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { disclosures, sealedItems } from './schema/vault.ts'

export type SealedItemRow = typeof sealedItems.$inferSelect
export type NewSealedItem = Omit<typeof sealedItems.$inferInsert, 'createdAt'>
export type DisclosureRow = typeof disclosures.$inferSelect
export type NewDisclosure = typeof disclosures.$inferInsert

/** What is known of an item without opening it. */
export type KnownItem = Pick<SealedItemRow, 'field' | 'version' | 'commitment' | 'ciphertextHash' | 'bytes'>

/** All items that a holder has in an order, without their ciphertexts. */
export async function listKnownItems(db: Db, orderId: Hex, holder: Address): Promise<KnownItem[]> {
  const { field, version, commitment, ciphertextHash, bytes } = sealedItems
  return db
    .select({ field, version, commitment, ciphertextHash, bytes })
    .from(sealedItems)
    .where(and(eq(sealedItems.orderId, orderId), eq(sealedItems.holder, holder)))
}

/** How many items an order has, and their bytes. */
export async function measureItems(db: Db, orderId: Hex): Promise<{ count: number; bytes: number }> {
  const [row] = await db
    .select({
      count: sql<number>`count(*)::int`,
      bytes: sql<number>`coalesce(sum(${sealedItems.bytes}), 0)::float8`,
    })
    .from(sealedItems)
    .where(eq(sealedItems.orderId, orderId))
  return row!
}

/** Keeps items; those that are there stay as they are. */
export async function insertItems(db: Db, items: readonly NewSealedItem[]): Promise<void> {
  if (items.length > 0)
    await db
      .insert(sealedItems)
      .values([...items])
      .onConflictDoNothing()
}

/** Keeps disclosures. The same again changes nothing; another sealed key for the same reader takes its place. */
export async function upsertDisclosures(db: Db, rows: readonly NewDisclosure[]): Promise<void> {
  if (rows.length === 0) return
  const { orderId, holder, field, version, reader } = disclosures
  await db
    .insert(disclosures)
    .values([...rows])
    .onConflictDoUpdate({
      target: [orderId, holder, field, version, reader],
      set: {
        readerKey: sql`excluded.reader_key`,
        reason: sql`excluded.reason`,
        until: sql`excluded.until`,
        sealedKeyHash: sql`excluded.sealed_key_hash`,
        boxedKey: sql`excluded.boxed_key`,
        createdAt: sql`now()`,
        endedAt: sql`null`,
      },
      setWhere: sql`${disclosures.sealedKeyHash} <> excluded.sealed_key_hash`,
    })
}

/** What was disclosed to a reader and not ended, with the items. */
export async function listDisclosedItems(
  db: Db,
  orderId: Hex,
  reader: Address,
): Promise<{ item: SealedItemRow; disclosure: DisclosureRow }[]> {
  return db
    .select({ item: sealedItems, disclosure: disclosures })
    .from(disclosures)
    .innerJoin(sealedItems, isItemOf())
    .where(and(eq(disclosures.orderId, orderId), eq(disclosures.reader, reader), isNull(disclosures.endedAt)))
    .orderBy(asc(sealedItems.field), asc(sealedItems.version), asc(sealedItems.holder))
}

/** Everybody whom a holder disclosed something to, without the keys. */
export async function listDisclosures(
  db: Db,
  orderId: Hex,
  holder: Address,
): Promise<Omit<DisclosureRow, 'boxedKey'>[]> {
  const rows = await db
    .select()
    .from(disclosures)
    .where(and(eq(disclosures.orderId, orderId), eq(disclosures.holder, holder)))
    .orderBy(asc(disclosures.createdAt), asc(disclosures.reader), asc(disclosures.field))
  return rows.map(({ boxedKey: _, ...row }) => row)
}

export async function touchDisclosures(
  db: Db,
  opened: readonly Pick<DisclosureRow, 'orderId' | 'holder' | 'field' | 'version' | 'reader'>[],
): Promise<void> {
  for (const { orderId, holder, field, version, reader } of opened) {
    await db
      .update(disclosures)
      .set({ lastOpenedAt: sql`now()` })
      .where(
        and(
          eq(disclosures.orderId, orderId),
          eq(disclosures.holder, holder),
          eq(disclosures.field, field),
          eq(disclosures.version, version),
          eq(disclosures.reader, reader),
        ),
      )
  }
}

/** Ends what a holder disclosed to a reader. @returns How many disclosures that were. */
export async function endDisclosures(
  db: Db,
  { orderId, holder, reader }: { orderId: Hex; holder: Address; reader: Address },
): Promise<number> {
  const ended = await db
    .update(disclosures)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(disclosures.orderId, orderId),
        eq(disclosures.holder, holder),
        eq(disclosures.reader, reader),
        isNull(disclosures.endedAt),
      ),
    )
    .returning({ field: disclosures.field })
  return ended.length
}

/** Requests about the sealed details of one order take turns. Ends with the transaction. */
export async function lockDetails(db: Db, orderId: Hex): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${orderId}, 8))`)
}

function isItemOf() {
  return and(
    eq(sealedItems.orderId, disclosures.orderId),
    eq(sealedItems.holder, disclosures.holder),
    eq(sealedItems.field, disclosures.field),
    eq(sealedItems.version, disclosures.version),
  )
}
