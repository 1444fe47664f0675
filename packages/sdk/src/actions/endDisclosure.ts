import type { Address, Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { postSignedRequest } from '../sealing/signedRequest.ts'
import type { Signer } from '../signer.ts'

/**
 * Ends what the signer disclosed to a reader: the vault hands it out no more. What was read cannot be unread.
 *
 * @returns How many fields that were.
 */
export async function endDisclosure(
  client: Client,
  {
    id,
    reader,
    ...options
  }: {
    id: Hex
    reader: Address
    signer?: Signer | undefined
    signal?: AbortSignal | undefined
  },
): Promise<number> {
  const { ended } = await postSignedRequest<{ ended: number }>(client, 'EndDisclosure', {
    path: `/orders/${id}/disclosures/end`,
    subject: 'holder',
    message: { order: id, reader },
    body: { reader },
    ...options,
  })
  return ended
}
