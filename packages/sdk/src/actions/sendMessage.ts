import { encodeValue, type Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { createSalt } from '../sealing/createDetails.ts'
import { type StoreOptions, storeSealed } from '../sealing/storeSealed.ts'

/**
 * Seals a message to the parties that are to read it. It is theirs alone: the platform reads it only where it is named.
 *
 * @returns The field that it is kept under, and its commitment.
 */
export async function sendMessage(
  client: Client,
  { text, ...options }: StoreOptions & { text: string },
): Promise<{ field: string; commitment: Hex }> {
  const salt = createSalt()
  // Random, so that two messages at once do not meet; the vault knows when it came.
  const field = `message.${createSalt().slice(2, 18)}`
  const [item] = await storeSealed(client, [{ field, salt, bytes: encodeValue(field, text) }], options)
  return { field, commitment: item!.commitment }
}
