import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { changeKey, type KeyChangeParameters } from '../signing/keyChange.ts'
import type { Action } from '../wire/action.ts'

/**
 * Publishes the signer's encryption key: details of new orders will be sealed to it. Keep the private keys of before,
 * to open what was sealed to them.
 *
 * @param parameters.key - An X25519 public key, 32 bytes.
 */
export function setKey(
  client: Client,
  { key, ...parameters }: KeyChangeParameters & { key: Hex },
): Promise<Action> {
  return changeKey(client, key, parameters)
}
