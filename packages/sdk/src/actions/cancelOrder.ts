import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The seller (or, while the order is only requested, the buyer) cancels; everything returns to the payer. */
export function cancelOrder(client: Client, parameters: OrderActParameters): Promise<Action> {
  return actOnOrder(client, 'cancel', 'Cancel', parameters)
}
