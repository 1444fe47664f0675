import { x25519 } from '@noble/curves/ed25519.js'
import { decodeHex, encodeHex, type Hex, parseHex } from '@cinnabar/protocol'

/** Holds an X25519 key: memory, a KMS or an HSM. The private key need not leave it. */
export type SealingKeyHolder = {
  /** 32 bytes, as the key registry keeps it. */
  readonly publicKey: Hex
  /**
   * X25519 (RFC 7748) of the private key and another's public key.
   *
   * @returns 32 bytes, never all zero.
   * @throws KeyUnusableError for a public key of low order.
   */
  deriveSharedSecret(peerPublicKey: Hex): Promise<Uint8Array>
}

/** A holder whose private key is in memory. */
export type SealingKeyPair = SealingKeyHolder & {
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

/** The pair of a private key of 32 bytes. */
export function createSealingKeyPair(privateKey: Uint8Array): SealingKeyPair {
  return {
    privateKey,
    publicKey: encodeHex(x25519.getPublicKey(privateKey)),
    async deriveSharedSecret(peerPublicKey) {
      const peer = decodeHex(parseHex(peerPublicKey, 32))
      try {
        return x25519.getSharedSecret(privateKey, peer)
      } catch (cause) {
        throw new KeyUnusableError({ publicKey: peerPublicKey, cause })
      }
    },
  }
}
