import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Address } from '../address.ts'
import { decodeHex, encodeHex, type Hex, keccak256 } from '../bytes.ts'

/** Thrown for a signature that the contract would not take from a plain account. */
export class SignatureError extends Error {
  readonly code = 'SIGNATURE_INVALID'
  readonly retryable = false
  readonly reason: 'length' | 'v' | 'highS' | 'curve'
  constructor({ reason, cause }: { reason: SignatureError['reason']; cause?: unknown }) {
    super(SIGNATURE_REASONS[reason], { cause })
    this.name = 'SignatureError'
    this.reason = reason
  }
}

const SIGNATURE_REASONS = {
  length: 'an ECDSA signature has 65 bytes: r, s, v',
  v: 'v must be 27 or 28',
  highS: 's must be in the lower half of the curve order: negate it and flip v',
  curve: 'the signature recovers no account',
} as const

/**
 * The account whose key signed a digest.
 *
 * @param signature - 65 bytes `r ‖ s ‖ v`, low s, v 27 or 28, as the contract demands.
 * @throws SignatureError
 */
export function recoverSigner(digest: Hex, signature: Hex): Address {
  const bytes = decodeHex(signature)
  if (bytes.length !== 65) throw new SignatureError({ reason: 'length' })
  const v = bytes[64]!
  if (v !== 27 && v !== 28) throw new SignatureError({ reason: 'v' })
  const [r, s] = [BigInt(encodeHex(bytes.subarray(0, 32))), BigInt(encodeHex(bytes.subarray(32, 64)))]
  try {
    const parsed = new secp256k1.Signature(r, s, v - 27)
    if (parsed.hasHighS()) throw new SignatureError({ reason: 'highS' })
    return addressOfPublicKey(parsed.recoverPublicKey(decodeHex(digest)).toBytes(false))
  } catch (cause) {
    if (cause instanceof SignatureError) throw cause
    throw new SignatureError({ reason: 'curve', cause })
  }
}

/** Signs a digest: 65 bytes, low s, deterministic (RFC 6979). */
export function signDigest(digest: Hex, privateKey: Hex): Hex {
  const compact = secp256k1.sign(decodeHex(digest), decodeHex(privateKey), {
    prehash: false,
    format: 'recovered',
  })
  const parsed = secp256k1.Signature.fromBytes(compact, 'recovered')
  const signature = new Uint8Array(65)
  signature.set(parsed.toBytes('compact'))
  signature[64] = 27 + parsed.recovery!
  return encodeHex(signature)
}

/** The account of a private key. */
export function addressOfPrivateKey(privateKey: Hex): Address {
  return addressOfPublicKey(secp256k1.getPublicKey(decodeHex(privateKey), false))
}

function addressOfPublicKey(uncompressed: Uint8Array): Address {
  return `0x${keccak256(uncompressed.subarray(1)).slice(-40)}`
}
