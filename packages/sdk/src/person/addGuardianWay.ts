import { encodeHex, type Hex } from '@cinnabar/protocol'
import type { GuardianEnvelope } from './guardianNotes.ts'
import { sealToKey } from '../sealing/hpke.ts'
import { changeWays, createWayId, type PersonWays } from './ways.ts'
import { xorBytes } from './xorBytes.ts'

/** HPKE's info of an envelope. */
export const ENVELOPE_INFO = 'cinnabar/v1 guardian envelope'

/**
 * Lets a friend help the person back. The root is split in two: `root XOR mask` is sealed to the guardian, the mask
 * stands in the document. The guardian alone reads nothing, who keeps the document reads nothing, both together do.
 *
 * @param parameters.guardianKey - The friend's X25519 key; compare its {@link formatKeyCode} by voice.
 * @returns The envelope, which the friend keeps (any channel will do), and the next revision of the document.
 * @throws WaysChangedError, KeyUnusableError, RangeError.
 */
export async function addGuardianWay(
  ways: PersonWays,
  { root, guardianKey }: { readonly root: Uint8Array; readonly guardianKey: Hex },
): Promise<{ readonly ways: PersonWays; readonly envelope: GuardianEnvelope }> {
  const id = createWayId()
  const mask = crypto.getRandomValues(new Uint8Array(32))
  const next = changeWays(ways, root, [...ways.ways, { kind: 'guardian', id, mask: encodeHex(mask) }])
  const sealed = await sealToKey(xorBytes(root, mask), {
    publicKey: guardianKey,
    info: ENVELOPE_INFO,
    aad: id,
  })
  return { ways: next, envelope: { format: 'cinnabar.guardian-envelope/v1', way: id, ...sealed } }
}
