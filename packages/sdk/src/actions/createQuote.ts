import type { Metadata, QuoteJson } from '@cinnabar/api-schema'
import { encodeTerms, type Order, orderId } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner, type Signer } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { decodeQuote, type Quote } from '../wire/quote.ts'
import { buildTerms, type TermsParameters } from './buildTerms.ts'
import { signTerms } from './signTerms.ts'

/** A quote's terms, from a preset or as they are, and the platform's own number of it. */
export type CreateQuoteParameters = (TermsParameters | { readonly terms: Order }) & {
  /** Unique in the tenant. */
  readonly reference?: string | undefined
  readonly metadata?: Metadata | undefined
  /** The seller or an operator of it; instead of the client's. */
  readonly signer?: Signer | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Signs terms as their seller (or an operator of it) and has the service keep them for the buyer. The terms are
 * built here, not by the service. Needs a session: see `signIn`.
 *
 * @throws TermsInvalidError before anything is signed; ApiError, ServiceMismatchError.
 */
export async function createQuote(client: Client, parameters: CreateQuoteParameters): Promise<Quote> {
  const { reference, metadata, signal } = parameters
  const signer = getSigner(client, parameters.signer)
  const terms = await readTerms(client, parameters, signer)
  const signature = await signTerms(client, { terms, signer, signal })
  const quote = decodeQuote(
    await request<QuoteJson>(client, {
      method: 'POST',
      path: '/quotes',
      body: { terms: encodeTerms(terms), signer: signer.address, signature, reference, metadata },
      signal,
    }),
  )
  const order = orderId(terms, await getDomain(client, signal))
  if (quote.order !== order)
    throw new ServiceMismatchError({ field: 'order', asked: order, answered: quote.order })
  return quote
}

async function readTerms(client: Client, parameters: CreateQuoteParameters, signer: Signer): Promise<Order> {
  if ('terms' in parameters) return parameters.terms
  return buildTerms(client, { ...parameters, seller: parameters.seller ?? signer.address })
}
