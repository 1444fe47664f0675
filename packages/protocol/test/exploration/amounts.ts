import { drawBound, type Order, type OrderStatus } from '../../src/index.ts'

/** How much of a bound a running total has reached. */
export type Extent = 'none' | 'part' | 'all'

/** The part of each bound that stands for all amounts between nothing and everything. */
export type Amounts = { readonly claim: bigint; readonly draw: bigint; readonly extraSeconds: number }

/** Two sets of amounts that share no value: what the lifecycle allows must not depend on which is played. */
export const AMOUNTS: readonly Amounts[] = [
  { claim: 1n, draw: 1n, extraSeconds: 1 },
  { claim: 20_010n, draw: 800_001n, extraSeconds: 3 * 86_400 },
]

function extentOf(amount: bigint, bound: bigint): Extent {
  if (amount === 0n) return 'none'
  return amount < bound ? 'part' : 'all'
}

/** A status without its amounts and instants: what the abstract machine knows of an order. */
export function abstractStatus(terms: Order, status: OrderStatus): string {
  const flags = (['shipped', 'handed', 'extended', 'escalatedByBuyer'] as const).filter(
    (flag) => status[flag],
  )
  const claimed = extentOf(status.claimed, terms.atCost)
  const drawn = extentOf(status.drawn, drawBound(terms, status.claimed))
  return [status.state, claimed, drawn, ...flags].join(' ')
}
