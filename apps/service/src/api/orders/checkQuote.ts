import { PROBLEMS } from '@cinnabar/api-schema'
import {
  checkTerms,
  type Hex,
  isSameAddress,
  type Order,
  type ProtocolDomain,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { checkSignature } from '../actions/checks.ts'
import { formatInstant } from '../actions/instants.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import type { EscrowReader } from '../ledger/escrow.ts'
import type { Tokens } from '../ledger/tokens.ts'
import { hashSellerQuote, type SellerQuote } from './sellerQuote.ts'

/**
 * Terms that can be funded here and now: valid by every rule, in a token that is served, and not expired.
 *
 * @throws ProblemError TERMS_INVALID, TOKEN_UNKNOWN or ORDER_EXPIRED, naming the fields below `prefix`.
 */
export async function checkFundable(
  { tokens, now }: { tokens: Tokens; now: UnixSeconds },
  terms: Order,
  prefix = 'terms.',
): Promise<void> {
  const problems = checkTerms(terms)
  if (problems.length > 0) {
    throw new ProblemError({
      code: 'TERMS_INVALID',
      detail: problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '),
      errors: problems.map(({ field, problem, mend }) => ({
        field: `${prefix}${field}`,
        code: 'TERMS_INVALID',
        detail: problem,
        mend,
      })),
    })
  }
  await tokens.getToken(terms.token, `${prefix}token`)
  if (terms.validUntil < now) {
    const detail = `it could be funded until ${formatInstant(terms.validUntil)}`
    throw refuseField(`${prefix}validUntil`, 'ORDER_EXPIRED', detail, PROBLEMS.ORDER_EXPIRED.mend)
  }
}

const MEND_OF_MANY =
  'send the signature of `Quotes` with the `until` that it signs, and the proof that leads from this order to its root'

/**
 * The seller's agreement: by the seller or an operator of it.
 *
 * @throws ProblemError NOT_AUTHORIZED, CONSENT_EXPIRED or SIGNATURE_INVALID.
 */
export async function checkQuoter(
  { escrow, domain, now }: { escrow: EscrowReader; domain: ProtocolDomain; now: UnixSeconds },
  quote: SellerQuote & { order: Hex; terms: Order },
  fields: { quoter: string; signature: string; quotes?: string },
): Promise<void> {
  const { terms, quoter, quotes } = quote
  const isSeller = isSameAddress(quoter, terms.seller)
  if (!isSeller && (await escrow.readOperatorUntil(terms.seller, quoter)) < now) {
    throw refuseField(
      fields.quoter,
      'NOT_AUTHORIZED',
      `${quoter} is neither the seller nor an operator of it`,
    )
  }
  if (quotes && quotes.until < now) {
    const detail = `the signature of many quotes counted until ${formatInstant(quotes.until)}`
    throw refuseField(
      `${fields.quotes ?? 'quotes'}.until`,
      'CONSENT_EXPIRED',
      detail,
      'ask the seller for a new quote',
    )
  }
  await checkSignature(escrow, {
    digest: hashSellerQuote(quote.order, quote, domain),
    signer: quoter,
    signature: quote.signature,
    field: fields.signature,
    ...(quotes && { mend: MEND_OF_MANY }),
  })
}
