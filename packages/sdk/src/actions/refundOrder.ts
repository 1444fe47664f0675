import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import { randomNumber } from '../signing/random.ts'
import type { Action } from '../wire/action.ts'

/** The seller gives `amount` of its own balance back to the order's payer, in any state. */
export function refundOrder(
  client: Client,
  { amount, nonce, ...parameters }: OrderActParameters & { amount: bigint; nonce?: bigint | undefined },
): Promise<Action> {
  return actOnOrder(client, 'refund', 'Refund', parameters, {
    amount: amount.toString(),
    nonce: (nonce ?? randomNumber()).toString(),
  })
}
