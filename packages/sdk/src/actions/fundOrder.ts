import {
  encodeTerms,
  fundAuthorization,
  fundPermit2,
  type Hex,
  isSameAddress,
  type Order,
  orderId,
  payerOf,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import { postAuthorization } from '../signing/authorization.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { type ActOptions, postSigned } from '../signing/orderAction.ts'
import { readToken } from '../signing/payment.ts'
import { postPermit2 } from '../signing/permit2.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { Quote } from '../wire/quote.ts'
import { getQuote } from './getQuote.ts'

/**
 * `wallet` is the token's ERC-3009 authorisation, as `authorization`: one signature agrees and pays. So does `permit2`,
 * for every token that was approved in Permit2 once. `allowance` is what the escrow may take: see `permitAllowance`.
 */
export type FundingMethod = 'wallet' | 'authorization' | 'permit2' | 'balance' | 'allowance'

/** Thrown when somebody else than the payer would sign. */
export class PayerMismatchError extends Error {
  readonly code = 'NOT_AUTHORIZED'
  readonly retryable = false
  constructor({ payer, signer }: { payer: string; signer: string }) {
    super(`the terms let ${payer} pay, not ${signer}`)
    this.name = 'PayerMismatchError'
  }
}

export type FundOrderParameters = ActOptions & {
  readonly funding: FundingMethod
  /** A quote, or its id. Its terms are what is agreed to: look at them first. */
  readonly quote?: Quote | string | undefined
  /** Instead of a quote: terms that the seller has not signed (it accepts later), or `quoter` has. */
  readonly terms?: Order | undefined
  readonly quoter?: Hex | undefined
  readonly sellerSignature?: Hex | undefined
  /** The buyer's `signTerms`, needed when the payer is somebody else. */
  readonly buyerSignature?: Hex | undefined
}

/**
 * Pays an order in. The signer is the payer of the terms.
 *
 * @returns The order's id, and the action that funds it.
 */
export async function fundOrder(
  client: Client,
  parameters: FundOrderParameters,
): Promise<{ id: Hex; action: Action }> {
  const { signal, until } = parameters
  const domain = await getDomain(client, signal)
  const { terms, agreement } = await readAgreement(client, parameters)
  const id = orderId(terms, domain)
  const signer = getSigner(client, parameters.signer)
  const payer = payerOf(terms)
  if (!isSameAddress(payer, signer.address)) throw new PayerMismatchError({ payer, signer: signer.address })
  const body = {
    terms: encodeTerms(terms),
    ...(Object.keys(agreement).length > 0 && { agreement }),
    funding: parameters.funding === 'wallet' ? 'authorization' : parameters.funding,
    signer: signer.address,
    ...(until !== undefined && { until: formatInstant(until) }),
  }
  if (body.funding === 'balance' || body.funding === 'allowance') {
    const subject = { order: id, fromBalance: body.funding === 'balance' }
    const action = await postSigned(client, '/orders', 'Fund', parameters, subject, body)
    return { id, action }
  }
  const token = await readToken(client, terms.token, signal)
  const payment = { path: '/orders', token, terms, domain }
  const action =
    body.funding === 'permit2'
      ? await postPermit2(
          client,
          { ...payment, body, build: (once) => fundPermit2(terms, domain, once) },
          parameters,
        )
      : await postAuthorization(
          client,
          {
            ...payment,
            purpose: 'fund',
            body: { ...body, validAfter: formatInstant(0) },
            build: (span) => fundAuthorization(terms, domain, span),
          },
          parameters,
        )
  return { id, action }
}

async function readAgreement(client: Client, parameters: FundOrderParameters) {
  const { quote: given, buyerSignature: buyer, signal } = parameters
  const quote = typeof given === 'string' ? await getQuote(client, { id: given, signal }) : given
  const terms = quote?.terms ?? parameters.terms
  if (!terms) throw new TypeError('fundOrder needs a quote or terms')
  const quoter = quote?.quoter ?? parameters.quoter
  const seller = quote?.sellerSignature ?? parameters.sellerSignature
  const quotes = quote?.quotes
  const id = orderId(terms, await getDomain(client, signal))
  if (quote && quote.order !== id) {
    throw new ServiceMismatchError({ field: 'order', asked: id, answered: quote.order })
  }
  return {
    terms,
    agreement: {
      ...(buyer && { buyer }),
      ...(quoter && { quoter }),
      ...(seller && { seller }),
      ...(quotes && { quotes: { ...quotes, until: formatInstant(quotes.until) } }),
    },
  }
}
