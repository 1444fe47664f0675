import { encodeHex, type Hex } from '@cinnabar/protocol'
import { deriveBytes } from './deriveBytes.ts'
import { ID_BYTES } from './ways.ts'

/**
 * The id of a passkey's or a code's way: it follows from its secret, so that who has the secret finds the document
 * where it is kept, and nobody else does.
 */
export function wayIdOf(secret: Uint8Array): Hex {
  return encodeHex(deriveBytes(secret, { purpose: 'way id', size: ID_BYTES }))
}
