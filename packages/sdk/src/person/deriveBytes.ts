import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'

const SALT = new TextEncoder().encode('cinnabar/v1 person')

/** What bytes are derived for. Never changed and never used again: another label is another key. */
export type Purpose =
  | 'root'
  | 'sealing key'
  | 'order account'
  | 'order sealing key'
  | 'ways mac'
  | 'ways account'
  | 'way id'
  | 'passkey way'
  | 'code way'
  | 'code check'
  | 'key code'
  | 'key file check'

/**
 * HKDF-SHA256 (RFC 5869) with salt `cinnabar/v1 person` and info `cinnabar/v1 PURPOSE ‖ 0x00 ‖ context`.
 *
 * @see docs/specs/person-keys.md
 */
export function deriveBytes(
  secret: Uint8Array,
  {
    purpose,
    context = new Uint8Array(),
    size = 32,
  }: { purpose: Purpose; context?: Uint8Array | undefined; size?: number | undefined },
): Uint8Array<ArrayBuffer> {
  const label = new TextEncoder().encode(`cinnabar/v1 ${purpose}\0`)
  return new Uint8Array(hkdf(sha256, secret, SALT, new Uint8Array([...label, ...context]), size))
}

/** Refuses what does not have 32 bytes, without repeating it. Throws RangeError. */
export function checkSecret(secret: Uint8Array, name: string): void {
  if (secret instanceof Uint8Array && secret.length === 32) return
  throw new RangeError(`a ${name} has 32 bytes`)
}
