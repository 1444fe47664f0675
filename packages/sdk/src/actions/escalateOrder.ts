import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** Buyer or seller asks the arbiter to rule, and posts the arbiter's fee from its balance. */
export function escalateOrder(client: Client, parameters: OrderActParameters): Promise<Action> {
  return actOnOrder(client, 'escalate', 'Escalate', parameters)
}
