import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The buyer approves what the inspection shows. Give the record that was looked at: another one is refused. */
export function approveOrder(
  client: Client,
  { inspection, ...parameters }: OrderActParameters & { inspection?: Hex | undefined },
): Promise<Action> {
  return actOnOrder(client, 'approve', 'Approve', parameters, inspection === undefined ? {} : { inspection })
}
