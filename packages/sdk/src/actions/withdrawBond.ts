import type { Client } from '../client.ts'
import { type TransferParameters, transferOwn } from '../signing/accountAction.ts'
import type { Action } from '../wire/action.ts'

/** Moves the signer's unreserved bond to the balance of `recipient`. */
export function withdrawBond(client: Client, parameters: TransferParameters): Promise<Action> {
  return transferOwn(client, 'withdraw-bond', 'WithdrawBond', parameters)
}
