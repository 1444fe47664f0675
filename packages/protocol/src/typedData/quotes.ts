import { concatHex, type Hex, keccak256 } from '../bytes.ts'

/** The most steps from an order to the root: a million orders under one signature. */
export const MAX_QUOTES_PROOF = 20

/** Thrown where a tree of quotes cannot be built, or an order is not in it. */
export class QuotesError extends Error {
  readonly code = 'QUOTES_INVALID'
  readonly retryable = false
  constructor({ reason }: { reason: string }) {
    super(reason)
    this.name = 'QuotesError'
  }
}

/**
 * The root that a seller signs as `Quotes` to agree to many orders at once. A leaf is keccak256(order id); a node is
 * the hash of its two children, the smaller first; a node without a sibling moves up as it is.
 *
 * @param orders - Ids of orders, 1 to 2²⁰.
 * @throws QuotesError for none or too many.
 * @see docs/specs/order.md, Signatures
 */
export function quotesRoot(orders: readonly Hex[]): Hex {
  return buildLevels(orders).at(-1)![0]!
}

/**
 * The steps from one order to the root of {@link quotesRoot}.
 *
 * @throws QuotesError if the order is not among them.
 */
export function quotesProof(orders: readonly Hex[], order: Hex): Hex[] {
  let index = orders.indexOf(order)
  if (index < 0) throw new QuotesError({ reason: `order ${order} is not among the quotes` })
  const proof: Hex[] = []
  for (const level of buildLevels(orders)) {
    const sibling = level[index ^ 1]
    if (level.length > 1 && sibling) proof.push(sibling)
    index >>= 1
  }
  return proof
}

/** The root that an order's proof leads to. */
export function quotesRootOf(order: Hex, proof: readonly Hex[]): Hex {
  return proof.reduce(hashPair, keccak256(order))
}

function buildLevels(orders: readonly Hex[]): Hex[][] {
  if (orders.length === 0 || orders.length > 2 ** MAX_QUOTES_PROOF) {
    throw new QuotesError({ reason: `one signature covers 1 to 2^20 orders, got ${orders.length}` })
  }
  const levels = [orders.map((order) => keccak256(order))]
  while (levels.at(-1)!.length > 1) levels.push(climb(levels.at(-1)!))
  return levels
}

function climb(level: readonly Hex[]): Hex[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
    const [left, right] = [level[2 * i]!, level[2 * i + 1]]
    return right ? hashPair(left, right) : left
  })
}

function hashPair(a: Hex, b: Hex): Hex {
  return keccak256(a < b ? concatHex(a, b) : concatHex(b, a))
}
