import type { Client } from '../client.ts'
import { actOnAccount } from '../signing/accountAction.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import type { Action } from '../wire/action.ts'

/** Takes back whatever the signer signed with `nonce`: an offer to settle, a withdrawal, a refund. */
export function burnNonce(
  client: Client,
  { nonce, ...options }: ActOptions & { nonce: bigint },
): Promise<Action> {
  return actOnAccount(client, 'burn-nonce', 'BurnNonce', options, { nonce: nonce.toString() })
}
