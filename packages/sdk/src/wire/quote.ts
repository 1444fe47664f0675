import type { Metadata, QuoteJson } from '@cinnabar/api-schema'
import { type Address, decodeTerms, type Hex, type Order, type UnixSeconds } from '@cinnabar/protocol'
import { parseInstant } from './instant.ts'

/** Terms that the seller signed; `order` is the id that the order will have. */
export type Quote = {
  readonly id: string
  readonly order: Hex
  readonly terms: Order
  readonly quoter: Address
  readonly sellerSignature: Hex
  /** Set when the seller signed many quotes at once. */
  readonly quotes: { readonly until: UnixSeconds; readonly proof: readonly Hex[] } | null
  readonly reference: string | null
  readonly metadata: Metadata | null
  readonly expiresAt: UnixSeconds
  readonly createdAt: UnixSeconds
}

/** Reads a quote of the API. */
export function decodeQuote(json: QuoteJson): Quote {
  return {
    id: json.id,
    order: json.order,
    terms: decodeTerms(json.terms),
    quoter: json.quoter,
    sellerSignature: json.sellerSignature,
    quotes: json.quotes && { until: parseInstant(json.quotes.until), proof: json.quotes.proof },
    reference: json.reference,
    metadata: json.metadata,
    expiresAt: parseInstant(json.expiresAt),
    createdAt: parseInstant(json.createdAt),
  }
}
