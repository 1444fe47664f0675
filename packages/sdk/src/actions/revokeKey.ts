import type { Client } from '../client.ts'
import { changeKey, type KeyChangeParameters } from '../signing/keyChange.ts'
import type { Action } from '../wire/action.ts'

/** Takes the signer's current encryption key back: nothing new should be sealed to it. */
export function revokeKey(client: Client, parameters: KeyChangeParameters = {}): Promise<Action> {
  return changeKey(client, undefined, parameters)
}
