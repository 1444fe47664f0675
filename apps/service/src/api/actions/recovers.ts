import { type Address, decodeHex, type Hex, isSameAddress, keccak256 } from '@cinnabar/protocol'
import { recover } from 'tiny-secp256k1'

/**
 * Whether a plain account's signature recovers to it: low s, and v of 27 or 28. WebAssembly, some ten times as fast
 * as `recoverSigner` of the protocol package, which says why a signature is none.
 */
export function recoversTo(signer: Address, digest: Hex, signature: Hex): boolean {
  const bytes = decodeHex(signature)
  const v = bytes[64]
  if (bytes.length !== 65 || (v !== 27 && v !== 28) || isHighS(bytes)) return false
  try {
    const key = recover(decodeHex(digest), bytes.subarray(0, 64), v === 27 ? 0 : 1, false)
    return key !== null && isSameAddress(`0x${keccak256(key.subarray(1)).slice(26)}`, signer)
  } catch {
    // Values that are no signature at all; the slow check names them.
    return false
  }
}

const HALF_ORDER = decodeHex('0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0')

function isHighS(signature: Uint8Array): boolean {
  return Buffer.compare(signature.subarray(32, 64), HALF_ORDER) > 0
}
