import { type Detail, encodeValue } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { type StoreOptions, storeSealed } from '../sealing/storeSealed.ts'

/**
 * Seals the details of an order on this device, and has the vault keep them for the readers that are chosen. The
 * service sees ciphertext and the names of the fields. `version` is one more whenever a field is sealed again.
 *
 * @throws SealedDetailError for a reader without a usable key; ApiError.
 * @see docs/specs/details.md
 */
export async function storeDetails(
  client: Client,
  {
    details,
    version,
    ...options
  }: StoreOptions & { details: readonly Detail[]; version?: number | undefined },
): Promise<void> {
  const contents = details.map(({ field, value, salt }) => ({
    field,
    version,
    salt,
    bytes: encodeValue(field, value),
  }))
  await storeSealed(client, contents, options)
}
