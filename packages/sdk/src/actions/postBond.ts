import type { Client } from '../client.ts'
import { type TransferParameters, transferOwn } from '../signing/accountAction.ts'
import type { Action } from '../wire/action.ts'

/** Moves money of the signer's balance into the bond of `recipient`. */
export function postBond(client: Client, parameters: TransferParameters): Promise<Action> {
  return transferOwn(client, 'post-bond', 'PostBond', parameters)
}
