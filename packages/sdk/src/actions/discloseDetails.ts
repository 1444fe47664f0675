import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import type { SealingKey } from '../sealing/sealingKey.ts'
import { disclose, postDetails, type ReaderChoice } from '../sealing/storeSealed.ts'
import type { Signer } from '../signer.ts'
import { openDetails } from './openDetails.ts'

/**
 * Discloses to further readers what the signer keeps in an order: to support, to another warehouse. The fields are
 * opened on this device and their keys sealed to the readers; nothing is sealed anew.
 *
 * @param readers - Whom, which fields (all that are kept when left out), and why.
 * @throws SealedDetailError NOT_HELD, READER_KEY_MISSING or READER_KEY_INVALID before anything is sent.
 */
export async function discloseDetails(
  client: Client,
  {
    readers,
    sealingKeys,
    ...options
  }: {
    id: Hex
    readers: readonly ReaderChoice[]
    sealingKeys: readonly SealingKey[]
    signer?: Signer | undefined
    signal?: AbortSignal | undefined
  },
): Promise<void> {
  const { fields } = await openDetails(client, { ...options, sealingKeys })
  const held = fields.flatMap((field) => (field.status === 'opened' && field.reason === 'own' ? [field] : []))
  const disclosures = await disclose(client, held, readers, options)
  await postDetails(client, { items: [], disclosures }, options)
}
