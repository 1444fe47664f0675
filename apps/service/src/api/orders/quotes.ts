import type { QuoteJson, QuoteParametersJson, QuoteTermsJson, QuoteToSignJson } from '@cinnabar/api-schema'
import {
  type Address,
  DAY,
  decodeTerms,
  encodeTerms,
  type Hex,
  type Order,
  orderId,
  quoteTerms,
  State,
  toTypedData,
} from '@cinnabar/protocol'
import type { Db } from '../../store/database.ts'
import { insertQuote } from '../../store/quotes.ts'
import { checkChain } from '../actions/checks.ts'
import { parseInstant } from '../actions/instants.ts'
import { writeSentence } from '../actions/sentences.ts'
import { refuseField } from '../http/problemError.ts'
import { checkFundable, checkQuoter } from './checkQuote.ts'
import { randomNonce } from './orderActions.ts'
import type { OrderDesk } from './postOrderAction.ts'
import { toQuoteJson } from './quoteJson.ts'
import { describeManyQuotes, readManyQuotes } from './sellerQuote.ts'

type Desk = OrderDesk & { readonly db: Db }
type Named = { reference?: string | undefined; metadata?: Record<string, string> | undefined }

/** Terms by preset: what the seller would sign. Nothing is kept. */
export async function prepareQuote(desk: Desk, body: QuoteParametersJson): Promise<QuoteToSignJson> {
  const now = await desk.clock.now()
  const { reference, metadata, validUntil, salt, goods, service, freight, atCost, arbiterFee, ...quote } =
    body
  const units = (digits: string | undefined) => (digits === undefined ? undefined : BigInt(digits))
  const { terms, notes } = quoteTerms({
    ...(quote as Pick<Order, 'buyer' | 'seller' | 'token'> & { preset: 'shop' }),
    goods: units(goods),
    service: units(service),
    freight: units(freight),
    atCost: units(atCost),
    arbiterFee: units(arbiterFee),
    validUntil: validUntil === undefined ? now + DAY : parseInstant(validUntil),
    salt: BigInt(salt ?? randomNonce()),
  })
  await checkFundable({ tokens: desk.tokens, now }, terms, '')
  return describeQuote(desk, terms, { reference, metadata }, notes)
}

/** Terms as they are: what the seller would sign. Nothing is kept. */
export async function prepareTerms(desk: Desk, body: QuoteTermsJson): Promise<QuoteToSignJson> {
  checkChain(body.chainId, desk.domain.chainId)
  const terms = decodeTerms(body.terms)
  await checkFundable({ tokens: desk.tokens, now: await desk.clock.now() }, terms)
  const toSign = await describeQuote(desk, terms, body, [])
  return body.quotes ? describeOneOfMany(desk, toSign, body.quotes) : toSign
}

/** Keeps terms that the seller signed. The same terms again answer the same quote. */
export async function createQuote(
  desk: Desk,
  body: QuoteTermsJson & { signature: Hex },
  tenantId: string,
): Promise<QuoteJson> {
  const { domain, escrow, db } = desk
  checkChain(body.chainId, domain.chainId)
  const now = await desk.clock.now()
  const terms = decodeTerms(body.terms)
  const order = orderId(terms, domain)
  const quoter = (body.signer ?? terms.seller) as Address
  await checkFundable({ tokens: desk.tokens, now }, terms)
  const quotes = body.quotes && readManyQuotes(body.quotes)
  const signed = { order, terms, quoter, signature: body.signature, quotes }
  await checkQuoter({ escrow, domain, now }, signed, { quoter: 'signer', signature: 'signature' })
  const { status } = await escrow.readOrder(order)
  if (status.state !== State.None) {
    throw refuseField('terms.salt', 'ORDER_EXISTS', `order ${order} was funded or revoked already`)
  }
  const kept = await insertQuote(db, {
    id: `quote_${crypto.randomUUID().replaceAll('-', '')}`,
    tenantId,
    orderId: order,
    terms: encodeTerms(terms),
    quoter,
    sellerSignature: body.signature,
    quotes,
    reference: body.reference,
    metadata: body.metadata,
  })
  if (kept.status === 'referenceTaken') {
    throw refuseField('reference', 'REFERENCE_EXISTS', `${body.reference} names another quote`)
  }
  return toQuoteJson(kept.quote, { isOwn: true })
}

/** One quote of a list: what is signed is the list's root, which the proof tells. */
function describeOneOfMany(
  { domain }: Desk,
  quote: QuoteToSignJson,
  quotes: NonNullable<QuoteTermsJson['quotes']>,
): QuoteToSignJson {
  return {
    ...quote,
    ...describeManyQuotes(quote.order, readManyQuotes(quotes), domain),
    fields: { ...quote.fields, quotes },
  }
}

async function describeQuote(
  { domain, tokens }: Desk,
  terms: Order,
  { reference, metadata }: Named,
  notes: readonly string[],
): Promise<QuoteToSignJson> {
  const token = await tokens.getToken(terms.token, 'terms.token')
  const order = orderId(terms, domain)
  return {
    digest: order,
    order,
    terms: encodeTerms(terms),
    notes: [...notes],
    typedData: toTypedData('Order', terms, domain),
    sentence: writeSentence('Order', terms, { token }),
    fields: {
      terms: encodeTerms(terms),
      signer: terms.seller,
      ...(reference !== undefined && { reference }),
      ...(metadata !== undefined && { metadata }),
    },
  }
}
