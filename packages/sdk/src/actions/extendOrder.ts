import type { Seconds } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The buyer gives more time, once in each state: at most 10 days, 3 once delivered. */
export function extendOrder(
  client: Client,
  { extraSeconds, ...parameters }: OrderActParameters & { extraSeconds: Seconds },
): Promise<Action> {
  return actOnOrder(client, 'extend', 'Extend', parameters, { extraSeconds })
}
