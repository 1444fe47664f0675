import type { QuoteJson } from '@cinnabar/api-schema'
import { ZERO_ADDRESS } from '@cinnabar/protocol'
import type { QuoteRow } from '../../store/quotes.ts'
import { formatDate, formatInstant } from '../actions/instants.ts'

/** A quote as the API tells it; reference and metadata are for its own tenant. */
export function toQuoteJson(row: QuoteRow, { isOwn }: { isOwn: boolean }): QuoteJson {
  return {
    id: row.id,
    order: row.orderId,
    terms: row.terms,
    quoter: row.quoter ?? ZERO_ADDRESS,
    sellerSignature: row.sellerSignature ?? '0x',
    quotes: row.quotes && { until: formatInstant(row.quotes.until), proof: [...row.quotes.proof] },
    reference: isOwn ? row.reference : null,
    metadata: isOwn ? row.metadata : null,
    expiresAt: formatInstant(row.terms.validUntil),
    createdAt: formatDate(row.createdAt),
  }
}
