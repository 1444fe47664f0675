import { type Address, type Hex, hashAction, type ProtocolDomain, quotesRootOf } from '@cinnabar/protocol'

/** The seller's agreement: by a signature of the order's id, or of many ids at once (`quotes`). */
export type SellerQuote = {
  readonly quoter: Address
  readonly signature: Hex
  /** The last second of `Quotes`, and the steps from this order to the root that it signs. */
  readonly quotes?: { readonly until: number; readonly proof: readonly Hex[] } | undefined
}

/** What was signed. */
export function hashSellerQuote(order: Hex, { quotes }: SellerQuote, domain: ProtocolDomain): Hex {
  if (!quotes) return order
  return hashAction('Quotes', { root: quotesRootOf(order, quotes.proof), until: quotes.until }, domain)
}

/** The contract's struct `Quote`. */
export function encodeSellerQuote({ quoter, signature, quotes }: SellerQuote) {
  return { quoter, until: quotes?.until ?? 0, proof: quotes?.proof ?? [], signature }
}
