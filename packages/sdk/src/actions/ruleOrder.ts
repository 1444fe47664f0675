import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The arbiter whose turn it is rules what the seller earned, before the platform's fee; the rest returns. */
export function ruleOrder(
  client: Client,
  { sellerGross, ...parameters }: OrderActParameters & { sellerGross: bigint },
): Promise<Action> {
  return actOnOrder(client, 'rule', 'Rule', parameters, { sellerGross: sellerGross.toString() })
}
