import type { ActionJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner, type Signer } from '../signer.ts'
import { type ActOptions, settleAction } from '../signing/orderAction.ts'
import { type Action, decodeAction } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { Quote } from '../wire/quote.ts'
import { getOrder } from './getOrder.ts'
import { signTerms } from './signTerms.ts'

/**
 * The seller, or an operator of it, accepts a requested order by signing its terms.
 *
 * @param parameters.quote - The seller's signature of before, of one order or of a list: nothing is signed then, and
 * anybody who has it may bring it.
 */
export async function acceptOrder(
  client: Client,
  {
    id,
    quote,
    signer,
    ...options
  }: {
    id: Hex
    quote?: Pick<Quote, 'quoter' | 'sellerSignature' | 'quotes'> | undefined
  } & Omit<ActOptions, 'until'>,
): Promise<Action> {
  const body = quote ? encodeQuote(quote) : await signOrder(client, { id, signer, signal: options.signal })
  const json = await request<ActionJson>(client, {
    method: 'POST',
    path: `/orders/${id}/accept`,
    body,
    signal: options.signal,
  })
  return settleAction(client, decodeAction(json), options)
}

function encodeQuote({
  quoter,
  sellerSignature,
  quotes,
}: Pick<Quote, 'quoter' | 'sellerSignature' | 'quotes'>) {
  return {
    signer: quoter,
    signature: sellerSignature,
    ...(quotes && { quotes: { until: formatInstant(quotes.until), proof: quotes.proof } }),
  }
}

async function signOrder(
  client: Client,
  { id, signer: given, signal }: { id: Hex; signer: Signer | undefined; signal: AbortSignal | undefined },
) {
  const signer = getSigner(client, given)
  const { terms } = await getOrder(client, { id, signal })
  return { signer: signer.address, signature: await signTerms(client, { terms, signer, signal }) }
}
