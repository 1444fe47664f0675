import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import type { Signer } from '../signer.ts'
import { type DetailsReader, openDetails } from './openDetails.ts'

/** Who may read the signer's details of an order: since when, why, until when, and when they last did. */
export async function listReaders(
  client: Client,
  options: { id: Hex; signer?: Signer | undefined; signal?: AbortSignal | undefined },
): Promise<readonly DetailsReader[]> {
  const { readers } = await openDetails(client, { ...options, sealingKeys: [] })
  return readers
}
