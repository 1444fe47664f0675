import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Thrown where a row is not what the vault wrote for its place. */
export class BoxError extends Error {
  readonly code = 'VAULT_DAMAGED'
  readonly retryable = false
  constructor({ place, cause }: { place: string; cause?: unknown }) {
    super(`what is kept for ${place} was changed, exchanged or cut`, { cause })
    this.name = 'BoxError'
  }
}

/** Seals bytes under a data key: nonce (12), AES-256-GCM bound to the place, tag (16). */
export function closeBox(key: Buffer, bytes: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** @throws BoxError for another key or place, or bytes that were changed. */
export function openBox(key: Buffer, boxed: Buffer, place: string): Buffer {
  try {
    const end = boxed.length - TAG_BYTES
    const decipher = createDecipheriv('aes-256-gcm', key, boxed.subarray(0, NONCE_BYTES))
    decipher.setAAD(Buffer.from(place)).setAuthTag(boxed.subarray(end))
    return Buffer.concat([decipher.update(boxed.subarray(NONCE_BYTES, end)), decipher.final()])
  } catch (cause) {
    throw new BoxError({ place, cause })
  }
}
