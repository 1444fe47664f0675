import { encodeHex, type Hex } from '@cinnabar/protocol'
import { x25519 } from '@noble/curves/ed25519.js'

/** An X25519 key (RFC 7748): what is sealed to its public part opens with its private part alone. */
export type SealingKey = {
  /** 32 bytes, as the key registry keeps it. */
  readonly publicKey: Hex
  /** 32 bytes; clamped when it is used. */
  readonly privateKey: Uint8Array
}

/** Thrown for a public key that has no shared secret with anybody (RFC 7748, section 6.1). */
export class KeyUnusableError extends Error {
  readonly code = 'KEY_UNUSABLE'
  readonly retryable = false
  readonly publicKey: Hex
  constructor({ publicKey, cause }: { publicKey: Hex; cause?: unknown }) {
    super(`${publicKey} is no usable X25519 key`, { cause })
    this.name = 'KeyUnusableError'
    this.publicKey = publicKey
  }
}

/** The key of a private part of 32 bytes; a random one when left out. */
export function createSealingKey(
  privateKey: Uint8Array = crypto.getRandomValues(new Uint8Array(32)),
): SealingKey {
  return { privateKey, publicKey: encodeHex(x25519.getPublicKey(privateKey)) }
}
