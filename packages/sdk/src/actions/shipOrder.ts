import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** Seller or attestor states that the goods were shipped, with the record of it. */
export function shipOrder(
  client: Client,
  { record, ...parameters }: OrderActParameters & { /** Hash of a record in the record log. */ record: Hex },
): Promise<Action> {
  return actOnOrder(client, 'ship', 'Ship', parameters, { record })
}
