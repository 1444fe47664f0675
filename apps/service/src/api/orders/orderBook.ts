import { decodeTerms, type Hex, type Order, type OrderStatus, State } from '@cinnabar/protocol'
import type { Db } from '../../store/database.ts'
import { findOrder, findRevocation, type OrderRow } from '../../store/orders.ts'
import { findQuote } from '../../store/quotes.ts'
import { ProblemError } from '../http/problemError.ts'
import type { EscrowReader } from '../ledger/escrow.ts'

/** An order: its terms, and what the ledger says of it now. */
export type LoadedOrder = {
  readonly id: Hex
  readonly terms: Order
  readonly status: OrderStatus
  readonly inspection: Hex
  /** Absent when the order is not indexed, or was never funded. */
  readonly row: OrderRow | undefined
}

/** How long an order that is on the ledger already may take to be indexed. */
const INDEX_PATIENCE_MS = 3_000
const INDEX_POLL_MS = 50

/** Finds orders: terms from rows, the status from the ledger itself. */
export function createOrderBook({ db, escrow }: { db: Db; escrow: Pick<EscrowReader, 'readOrder'> }) {
  /** Terms by the order's row; of an order that has none, by its quote. */
  const findTerms = async (id: Hex, mayHaveRow: boolean) => {
    const row = await findOrder(db, id)
    if (row) return { terms: decodeTerms(row.terms), row }
    if (mayHaveRow && !(await findRevocation(db, id))) return undefined
    const quote = await findQuote(db, { orderId: id })
    return quote && { terms: decodeTerms(quote.terms), row }
  }
  const loadKnown = async (id: Hex): Promise<LoadedOrder> => {
    const { status, inspection } = await escrow.readOrder(id)
    const endsAt = Date.now() + (status.state === State.None ? 0 : INDEX_PATIENCE_MS)
    for (;;) {
      const known = await findTerms(id, status.state !== State.None)
      if (known) return { id, status, inspection, ...known }
      if (status.state === State.None) throw new ProblemError({ code: 'ORDER_NOT_FOUND' })
      if (Date.now() >= endsAt) throw new ProblemError({ code: 'INDEX_BEHIND' })
      await new Promise((resolve) => setTimeout(resolve, INDEX_POLL_MS))
    }
  }
  return {
    /** An order whose terms are known, funded or not. Throws ORDER_NOT_FOUND or INDEX_BEHIND. */
    loadKnown,
    /** An order that was funded. Throws ORDER_NOT_FOUND or INDEX_BEHIND. */
    async loadOrder(id: Hex): Promise<LoadedOrder> {
      const order = await loadKnown(id)
      if (order.status.state === State.None) {
        throw new ProblemError({ code: 'ORDER_NOT_FOUND', detail: 'it is quoted, and nobody funded it yet' })
      }
      return order
    },
  }
}

export type OrderBook = ReturnType<typeof createOrderBook>
