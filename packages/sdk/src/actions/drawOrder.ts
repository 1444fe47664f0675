import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The seller draws early against its bond. `total` is the new running total. */
export function drawOrder(
  client: Client,
  { total, record, ...parameters }: OrderActParameters & { total: bigint; record: Hex },
): Promise<Action> {
  return actOnOrder(client, 'draw', 'Draw', parameters, { total: total.toString(), record })
}
