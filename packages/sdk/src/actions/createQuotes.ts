import type { Metadata, QuoteJson } from '@cinnabar/api-schema'
import {
  describeAction,
  encodeTerms,
  type Hex,
  isSameAddress,
  type Order,
  orderId,
  type ProtocolDomain,
  paidIn,
  QuotesError,
  quotesProof,
  quotesRoot,
  toTypedData,
  type UnixSeconds,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner, type Signer } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { signTypedData } from '../signing/sign.ts'
import { formatInstant, LAST_INSTANT } from '../wire/instant.ts'
import { decodeQuote, type Quote } from '../wire/quote.ts'
import { buildTerms, type TermsParameters } from './buildTerms.ts'
import { getToken } from './getToken.ts'
import { listQuotes } from './listQuotes.ts'

/** One quote of many: its terms, from a preset or as they are, and the platform's own number of it. */
export type QuoteOfMany = (TermsParameters | { readonly terms: Order }) & {
  /** Unique in the tenant. A quote that is kept under it already is not signed again. */
  readonly reference?: string | undefined
  readonly metadata?: Metadata | undefined
}

export type CreateQuotesParameters = {
  readonly quotes: readonly QuoteOfMany[]
  /** Last second of the signature; the latest `validUntil` of the terms when left out. */
  readonly until?: UnixSeconds | undefined
  /** The seller or an operator of it; instead of the client's. */
  readonly signer?: Signer | undefined
  readonly signal?: AbortSignal | undefined
}

/** Another quote is kept under a reference. Nothing was signed. */
export class QuoteDiffersError extends Error {
  readonly code = 'REFERENCE_EXISTS'
  readonly retryable = false
  readonly reference: string
  readonly order: Hex
  constructor({ reference, order }: { reference: string; order: Hex }) {
    super(`${reference} names another quote already, of order ${order}: use another reference`)
    this.name = 'QuoteDiffersError'
    this.reference = reference
    this.order = order
  }
}

type Draft = { readonly asked: QuoteOfMany; readonly terms: Order; readonly order: Hex }

/** Requests under way at once. */
const AT_ONCE = 8

/**
 * Signs the terms of many quotes at once, as their seller (or an operator of it), and has the service keep each with
 * its proof. Called again after it broke off, with the same references or the same terms, it signs what is missing and
 * nothing else. Needs a session: see `signIn`.
 *
 * @returns The quotes, in the order of what was asked.
 * @throws TermsInvalidError, QuotesError, QuoteDiffersError before anything is signed; ApiError, ServiceMismatchError.
 */
export async function createQuotes(client: Client, parameters: CreateQuotesParameters): Promise<Quote[]> {
  const { quotes: asked, signal } = parameters
  const signer = getSigner(client, parameters.signer)
  const domain = await getDomain(client, signal)
  const found = await mapSome(asked, (quote) => prepare(client, quote, { signer, domain, signal }))
  requireDifferent(found.map((one) => one.order))
  const drafts = found.flatMap((one) => ('asked' in one ? one : []))
  if (drafts.length === 0 && asked.length > 0) return found as Quote[]
  const root = quotesRoot(drafts.map(({ order }) => order))
  const until = parameters.until ?? latestOf(drafts)
  const message = { root, until }
  const list = await describeList(client, drafts, signal)
  const signature = await signTypedData(
    client,
    signer,
    toTypedData('Quotes', message, domain),
    describeAction('Quotes', message, { locale: client.locale, ...list }),
  )
  const orders = drafts.map(({ order }) => order)
  const made = await mapSome(drafts, ({ asked, terms, order }) =>
    post(
      client,
      {
        terms: encodeTerms(terms),
        signer: signer.address,
        signature,
        quotes: { until: formatInstant(until), proof: quotesProof(orders, order) },
        reference: asked.reference,
        metadata: asked.metadata,
      },
      { order, signal },
    ),
  )
  const byOrder = new Map(made.map((quote) => [quote.order, quote]))
  return found.map((one) => ('asked' in one ? byOrder.get(one.order)! : one))
}

/** The quote that is kept already, else its terms. */
async function prepare(
  client: Client,
  asked: QuoteOfMany,
  { signer, domain, signal }: { signer: Signer; domain: ProtocolDomain; signal: AbortSignal | undefined },
): Promise<Draft | Quote> {
  const build = (like?: Order) => {
    if ('terms' in asked) return asked.terms
    const { reference: _, metadata: __, ...terms } = asked
    const seller = terms.seller ?? signer.address
    // What was left to chance when the kept quote was made is as in that one.
    return buildTerms(client, {
      ...terms,
      salt: terms.salt ?? like?.salt,
      validUntil: terms.validUntil ?? like?.validUntil,
      seller,
      signal,
    })
  }
  const { reference } = asked
  const named = reference === undefined ? undefined : await findKept(client, { reference, signal })
  const terms = await build(named?.terms)
  const order = orderId(terms, domain)
  const isRepeatable = 'terms' in asked || asked.salt !== undefined
  const kept = named ?? (isRepeatable ? await findKept(client, { order, signal }) : undefined)
  if (!kept) return { asked, terms, order }
  const actual = orderId(kept.terms, domain)
  if (actual !== kept.order)
    throw new ServiceMismatchError({ field: 'order', asked: actual, answered: kept.order })
  if (actual === order) return kept
  if (named) throw new QuoteDiffersError({ reference: reference!, order: actual })
  throw new ServiceMismatchError({ field: 'order', asked: order, answered: actual })
}

async function findKept(
  client: Client,
  query: { reference?: string; order?: Hex; signal: AbortSignal | undefined },
): Promise<Quote | undefined> {
  for await (const quote of listQuotes(client, { ...query, limit: 1 })) return quote
  return undefined
}

async function post(
  client: Client,
  body: object,
  { order, signal }: { order: Hex; signal: AbortSignal | undefined },
): Promise<Quote> {
  const quote = decodeQuote(
    await request<QuoteJson>(client, { method: 'POST', path: '/quotes', body, signal }),
  )
  if (quote.order !== order)
    throw new ServiceMismatchError({ field: 'order', asked: order, answered: quote.order })
  return quote
}

/** How many orders, and their total where all are in one token. */
async function describeList(client: Client, drafts: readonly Draft[], signal: AbortSignal | undefined) {
  const count = drafts.length
  const { token: address } = drafts[0]!.terms
  if (drafts.some(({ terms }) => !isSameAddress(terms.token, address))) return { list: { count } }
  const { symbol, decimals } = await getToken(client, { address, signal })
  const total = drafts.reduce((sum, { terms }) => sum + paidIn(terms), 0n)
  return { token: { symbol, decimals }, list: { count, total } }
}

function latestOf(drafts: readonly Draft[]): UnixSeconds {
  return Math.min(Math.max(...drafts.map(({ terms }) => terms.validUntil)), LAST_INSTANT)
}

function requireDifferent(orders: readonly Hex[]): void {
  const seen = new Set<Hex>()
  const twice = orders.find((order) => seen.size === seen.add(order).size)
  if (twice) throw new QuotesError({ reason: `order ${twice} is there twice: give each its own salt` })
}

/** Runs over a list, a few at once; the first failure ends it. */
async function mapSome<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(map))))
  }
  return results
}
