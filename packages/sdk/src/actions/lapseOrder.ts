import type { ActionJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { type ActOptions, settleAction } from '../signing/orderAction.ts'
import { type Action, decodeAction } from '../wire/action.ts'

/** Applies the defaults that are due. For anyone; nothing is signed. */
export async function lapseOrder(
  client: Client,
  { id, ...options }: { id: Hex } & Pick<ActOptions, 'wait' | 'signal'>,
): Promise<Action> {
  const json = await request<ActionJson>(client, {
    method: 'POST',
    path: `/orders/${id}/lapse`,
    body: {},
    signal: options.signal,
  })
  return settleAction(client, decodeAction(json), options)
}
