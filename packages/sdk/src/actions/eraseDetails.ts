import type { ErasureCertificateJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { postSignedRequest } from '../sealing/signedRequest.ts'
import type { Signer } from '../signer.ts'

/** What a deletion destroyed, what had to stay, and until when. */
export type ErasureCertificate = ErasureCertificateJson

/**
 * Erases all sealed details, messages and evidence of a settled order, for ever. The signer is its buyer. Money, states
 * and commitments stay on the ledger, and nobody can open the commitments any more.
 *
 * @throws ApiError ORDER_LIVE while money is held.
 */
export async function eraseDetails(
  client: Client,
  { id, ...options }: { id: Hex; signer?: Signer | undefined; signal?: AbortSignal | undefined },
): Promise<ErasureCertificate> {
  return postSignedRequest(client, 'EraseDetails', {
    path: `/orders/${id}/details/erase`,
    subject: 'holder',
    message: { order: id },
    ...options,
  })
}
