import { decodeHex, encodeHex, type Hex } from '@cinnabar/protocol'
import { deriveBytes, type Purpose } from './deriveBytes.ts'

const NONCE_BYTES = 12
/** A nonce, the root, and the tag. */
export const WRAPPED_BYTES = NONCE_BYTES + 32 + 16

/** What a root is wrapped under: a secret, what kind of way it is for, and which. */
export type WrappingKey = {
  readonly secret: Uint8Array
  readonly purpose: Extract<Purpose, 'passkey way' | 'code way'>
  /** 16 bytes, another one for each way: the key is used once. */
  readonly id: Hex
}

/** AES-256-GCM: nonce ‖ ciphertext ‖ tag. */
export async function wrapRoot(root: Uint8Array, key: WrappingKey): Promise<Hex> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    await importKey(key),
    Uint8Array.from(root),
  )
  return encodeHex(new Uint8Array([...nonce, ...new Uint8Array(sealed)]))
}

/** The root, or undefined where it was wrapped under another key or was changed. */
export async function unwrapRoot(wrapped: Hex, key: WrappingKey): Promise<Uint8Array | undefined> {
  const bytes = Uint8Array.from(decodeHex(wrapped))
  const iv = bytes.subarray(0, NONCE_BYTES)
  const opened = crypto.subtle.decrypt(
    { name: 'AES-GCM', iv },
    await importKey(key),
    bytes.subarray(NONCE_BYTES),
  )
  return opened.then(
    (root) => new Uint8Array(root),
    () => undefined,
  )
}

function importKey({ secret, purpose, id }: WrappingKey): Promise<CryptoKey> {
  const bytes = deriveBytes(secret, { purpose, context: decodeHex(id) })
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
