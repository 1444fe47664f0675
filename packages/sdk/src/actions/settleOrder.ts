import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import { randomNumber } from '../signing/random.ts'
import type { Action } from '../wire/action.ts'

/**
 * One side of an agreed end. The first side's action is `prepared` and waits for the other; the second one, of the
 * same total and state, ends the order.
 *
 * @param parameters.sellerTotal - The seller's gross, before the platform's fee; the rest returns to the payer.
 * @param parameters.nonce - With it `burnNonce` takes the offer back; random when left out.
 */
export function settleOrder(
  client: Client,
  {
    sellerTotal,
    nonce,
    ...parameters
  }: OrderActParameters & { sellerTotal: bigint; nonce?: bigint | undefined },
): Promise<Action> {
  return actOnOrder(client, 'settle', 'Settle', parameters, {
    sellerTotal: sellerTotal.toString(),
    nonce: (nonce ?? randomNumber()).toString(),
  })
}
