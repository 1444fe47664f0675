import type { QuoteJson } from '@cinnabar/api-schema'
import { type Hex, orderId } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { decodeQuote, type Quote } from '../wire/quote.ts'

/**
 * A quote by its id (`quote_…`) or the id of its order. The order's id is recomputed from the terms.
 *
 * @throws ApiError with QUOTE_NOT_FOUND; ServiceMismatchError if id and terms do not fit.
 */
export async function getQuote(
  client: Client,
  { id, signal }: { id: string; signal?: AbortSignal | undefined },
): Promise<Quote> {
  const [json, domain] = await Promise.all([
    request<QuoteJson>(client, { path: `/quotes/${encodeURIComponent(id)}`, signal }),
    getDomain(client, signal),
  ])
  const quote = decodeQuote(json)
  const actual: Hex = orderId(quote.terms, domain)
  const expected = id.startsWith('0x') ? id.toLowerCase() : quote.order
  if (actual !== expected || actual !== quote.order) {
    throw new ServiceMismatchError({ field: 'order', asked: expected, answered: actual })
  }
  return quote
}
