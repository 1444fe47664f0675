import type { ActionJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner } from '../signer.ts'
import { type ActOptions, settleAction } from '../signing/orderAction.ts'
import { type Action, decodeAction } from '../wire/action.ts'
import { getOrder } from './getOrder.ts'
import { signTerms } from './signTerms.ts'

/** The seller, or an operator of it, accepts a requested order by signing its terms. */
export async function acceptOrder(
  client: Client,
  { id, signer: given, ...options }: { id: Hex } & Omit<ActOptions, 'until'>,
): Promise<Action> {
  const signer = getSigner(client, given)
  const { terms } = await getOrder(client, { id, signal: options.signal })
  const signature = await signTerms(client, { terms, signer, signal: options.signal })
  const json = await request<ActionJson>(client, {
    method: 'POST',
    path: `/orders/${id}/accept`,
    body: { signer: signer.address, signature },
    signal: options.signal,
  })
  return settleAction(client, decodeAction(json), options)
}
