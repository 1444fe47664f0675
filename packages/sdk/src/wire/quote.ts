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
    reference: json.reference,
    metadata: json.metadata,
    expiresAt: parseInstant(json.expiresAt),
    createdAt: parseInstant(json.createdAt),
  }
}
