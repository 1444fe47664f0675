import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { cleanEvidence } from '../evidence/cleanEvidence.ts'
import { createSalt } from '../sealing/createDetails.ts'
import { type StoreOptions, storeSealed } from '../sealing/storeSealed.ts'

type CleanOptions = NonNullable<Parameters<typeof cleanEvidence>[1]>

/**
 * Cleans a photograph on this device, seals it and has the vault keep it. Nothing but the picture leaves the device.
 *
 * @returns `record`: the commitment to the file, for `inspectOrder`, `shipOrder`, `disputeOrder` and the others.
 * @throws EvidenceRefusedError before anything is sent.
 */
export async function storeEvidence(
  client: Client,
  { file, clean, ...options }: StoreOptions & { file: Uint8Array; clean?: CleanOptions | undefined },
): Promise<{ field: string; record: Hex }> {
  const { bytes } = await cleanEvidence(file, clean)
  const field = `evidence.${createSalt().slice(2, 18)}`
  const [item] = await storeSealed(client, [{ field, salt: createSalt(), bytes }], options)
  return { field, record: item!.commitment }
}
