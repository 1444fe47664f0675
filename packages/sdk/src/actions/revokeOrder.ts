import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** Seller, buyer or payer bar an order that nobody funded yet, for ever. The service must know its quote. */
export function revokeOrder(client: Client, parameters: Omit<OrderActParameters, 'state'>): Promise<Action> {
  return actOnOrder(client, 'revoke', 'Revoke', parameters)
}
