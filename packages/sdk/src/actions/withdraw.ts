import type { Client } from '../client.ts'
import { type TransferParameters, transferOwn } from '../signing/accountAction.ts'
import type { Action } from '../wire/action.ts'

/** Sends money of the signer's balance out of the escrow to `recipient`. */
export function withdraw(client: Client, parameters: TransferParameters): Promise<Action> {
  return transferOwn(client, 'withdraw', 'Withdraw', parameters)
}
