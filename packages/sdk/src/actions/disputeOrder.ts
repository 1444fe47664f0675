import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** Buyer, or seller where attestor and arbiter are named, stops the clock. `record` says why. */
export function disputeOrder(
  client: Client,
  { record, ...parameters }: OrderActParameters & { /** Hash of a record in the record log. */ record: Hex },
): Promise<Action> {
  return actOnOrder(client, 'dispute', 'Dispute', parameters, { record })
}
