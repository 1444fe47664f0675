import { type ErasureCertificate, type Hex, isLive, State } from '@cinnabar/protocol'
import type { createIndexer } from './indexer/index.ts'
import type { Db } from './store/database.ts'
import { findErasure } from './store/erasures.ts'
import { findOrder } from './store/orders.ts'
import { findQuote } from './store/quotes.ts'
import type { createVault } from './vault/index.ts'

/** What became of the operator's wish to erase. */
export type ErasureOutcome =
  | { readonly status: 'erased'; readonly certificate: ErasureCertificate }
  | { readonly status: 'refused'; readonly reason: 'ORDER_LIVE' | 'ORDER_UNKNOWN' }

type Parts = {
  readonly db: Db
  readonly indexer: Pick<ReturnType<typeof createIndexer>, 'catchUp'>
  readonly vault: Pick<ReturnType<typeof createVault>, 'erase'>
}

/**
 * Erases the sealed details of an order that holds no money. What was erased or begun before is answered or finished,
 * whatever became of the order since.
 */
export async function eraseForOperator({ db, indexer, vault }: Parts, order: Hex): Promise<ErasureOutcome> {
  if (!(await findErasure(db, order))) {
    await indexer.catchUp()
    const row = await findOrder(db, order)
    if (row && isLive(State[row.state])) return { status: 'refused', reason: 'ORDER_LIVE' }
    // Details can be kept for a quote that nobody funded.
    if (!row && !(await findQuote(db, { orderId: order })))
      return { status: 'refused', reason: 'ORDER_UNKNOWN' }
  }
  const certificate = await vault.erase({ order, tenantId: 'default', requestedBy: 'operator' })
  return { status: 'erased', certificate }
}
