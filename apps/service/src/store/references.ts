import type { Hex } from '@cinnabar/protocol'
import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from './database.ts'
import { orderReferences } from './schema/own.ts'

export type ReferenceRow = typeof orderReferences.$inferSelect

/** What a tenant calls its orders, by their ids; orders that it does not know are left out. */
export async function findReferences(
  db: Db,
  { tenantId, orderIds }: { tenantId: string; orderIds: readonly Hex[] },
): Promise<ReadonlyMap<Hex, ReferenceRow>> {
  if (orderIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(orderReferences)
    .where(and(eq(orderReferences.tenantId, tenantId), inArray(orderReferences.orderId, [...orderIds])))
  return new Map(rows.map((row) => [row.orderId, row]))
}
