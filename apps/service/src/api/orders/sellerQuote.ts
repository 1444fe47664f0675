import {
  type Address,
  type Hex,
  hashAction,
  type ProtocolDomain,
  quotesRootOf,
  toTypedData,
} from '@cinnabar/protocol'
import { parseInstant } from '../actions/instants.ts'
import { writeSentence } from '../actions/sentences.ts'

/** The seller's agreement: by a signature of the order's id, or of many ids at once (`quotes`). */
export type SellerQuote = {
  readonly quoter: Address
  readonly signature: Hex
  /** The last second of `Quotes`, and the steps from this order to the root that it signs. */
  readonly quotes?: { readonly until: number; readonly proof: readonly Hex[] } | undefined
}

type ManyQuotes = NonNullable<SellerQuote['quotes']>

/** The part of a list as the API's JSON has it. */
export function readManyQuotes({ until, proof }: { until: string; proof: readonly string[] }): ManyQuotes {
  return { until: parseInstant(until), proof: proof as readonly Hex[] }
}

/** What was signed. */
export function hashSellerQuote(order: Hex, { quotes }: SellerQuote, domain: ProtocolDomain): Hex {
  return quotes ? hashAction('Quotes', toQuotes(order, quotes), domain) : order
}

/** What the seller of one order of a list signs: the list's root, to which its proof leads. */
export function describeManyQuotes(order: Hex, quotes: ManyQuotes, domain: ProtocolDomain) {
  const message = toQuotes(order, quotes)
  return {
    digest: hashAction('Quotes', message, domain),
    typedData: toTypedData('Quotes', message, domain),
    sentence: writeSentence('Quotes', message, {}),
  }
}

function toQuotes(order: Hex, { until, proof }: ManyQuotes) {
  return { root: quotesRootOf(order, proof), until }
}

/** The contract's struct `Quote`. */
export function encodeSellerQuote({ quoter, signature, quotes }: SellerQuote) {
  return { quoter, until: quotes?.until ?? 0, proof: quotes?.proof ?? [], signature }
}
