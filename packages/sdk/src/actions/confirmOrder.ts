import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/**
 * The buyer confirms that all is well; the seller is paid. It cannot be undone.
 *
 * @param parameters.claimed - The documented cost that was looked at; when it grew meanwhile, the call is refused.
 */
export function confirmOrder(
  client: Client,
  { claimed, ...parameters }: OrderActParameters & { claimed?: bigint | undefined },
): Promise<Action> {
  const asked = claimed === undefined ? {} : { claimed: claimed.toString() }
  return actOnOrder(client, 'confirm', 'Confirm', parameters, asked)
}
