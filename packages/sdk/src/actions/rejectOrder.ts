import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnOrder, type OrderActParameters } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** The buyer rejects what the inspection shows; a dispute begins. `record` says why. */
export function rejectOrder(
  client: Client,
  { record, ...parameters }: OrderActParameters & { /** Hash of a record in the record log. */ record: Hex },
): Promise<Action> {
  return actOnOrder(client, 'reject', 'Reject', parameters, { record })
}
