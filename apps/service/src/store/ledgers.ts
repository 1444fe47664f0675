import type { Address, Hex } from '@cinnabar/protocol'
import { eq } from 'drizzle-orm'
import type { Db } from './database.ts'
import { ledgers } from './schema/own.ts'

export type LedgerIdentity = { readonly chainId: number; readonly genesisHash: Hex; readonly escrow: Address }

const TENANT = 'default'

/** The ledger that this database belongs to; from the first call on it is the one given then. */
export async function keepLedger(
  db: Db,
  { chainId, genesisHash, escrow }: LedgerIdentity,
): Promise<LedgerIdentity> {
  await db.insert(ledgers).values({ tenantId: TENANT, chainId, genesisHash, escrow }).onConflictDoNothing()
  const [row] = await db.select().from(ledgers).where(eq(ledgers.tenantId, TENANT))
  return row!
}
