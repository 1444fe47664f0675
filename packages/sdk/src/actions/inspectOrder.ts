import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The goods arrived: attestor, or seller where none is named, states it with the record of weight and photographs. */
export function inspectOrder(
  client: Client,
  { record, ...parameters }: OrderActParameters & { /** Hash of a record in the record log. */ record: Hex },
): Promise<Action> {
  return actOnOrder(client, 'inspect', 'Inspect', parameters, { record })
}
