import type { QuoteJson } from '@cinnabar/api-schema'
import type { Address, Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { walkPages } from '../page.ts'
import { decodeQuote, type Quote } from '../wire/quote.ts'

/** The tenant's quotes, newest first. Needs a session. */
export function listQuotes(
  client: Client,
  {
    signal,
    ...query
  }: {
    reference?: string | undefined
    order?: Hex | undefined
    /** Buyer, payer or seller. */
    account?: Address | undefined
    limit?: number | undefined
    signal?: AbortSignal | undefined
  } = {},
): AsyncGenerator<Quote, void, undefined> {
  return walkPages<QuoteJson, Quote>(client, { path: '/quotes', query, signal, decode: decodeQuote })
}
