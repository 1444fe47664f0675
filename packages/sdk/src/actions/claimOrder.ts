import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The seller claims documented cost. `total` is the new running total, at most `atCost`. */
export function claimOrder(
  client: Client,
  { total, document, ...parameters }: OrderActParameters & { total: bigint; document: Hex },
): Promise<Action> {
  return actOnOrder(client, 'claim', 'Claim', parameters, { total: total.toString(), document })
}
