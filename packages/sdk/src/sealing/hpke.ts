import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519'
import { decodeHex, encodeHex, type Hex, parseHex } from '@cinnabar/protocol'
import { KeyUnusableError } from './sealingKey.ts'

/** What was sealed to a key: the encapsulated key (32 bytes), and ciphertext and tag. */
export type SealedShare = { readonly enc: Hex; readonly ciphertext: Hex }

/** What it is sealed for: it opens for that only. */
export type SealContext = { readonly info: string; readonly aad: Hex }

const suite = () =>
  new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  })

/** HPKE (RFC 9180), mode base: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Throws KeyUnusableError. */
export async function sealToKey(
  plaintext: Uint8Array,
  { publicKey, info, aad }: SealContext & { readonly publicKey: Hex },
): Promise<SealedShare> {
  const hpke = suite()
  try {
    const recipientPublicKey = await hpke.kem.deserializePublicKey(bufferOf(parseHex(publicKey, 32)))
    const to = { recipientPublicKey, info: bufferOfText(info) }
    const { enc, ct } = await hpke.seal(to, Uint8Array.from(plaintext), bufferOf(aad))
    return { enc: encodeHex(new Uint8Array(enc)), ciphertext: encodeHex(new Uint8Array(ct)) }
  } catch (cause) {
    throw new KeyUnusableError({ publicKey, cause })
  }
}

/** What was sealed, or undefined where it was sealed to another key, for something else, or was changed. */
export async function openSealed(
  { enc, ciphertext }: SealedShare,
  { privateKey, info, aad }: SealContext & { readonly privateKey: Uint8Array },
): Promise<Uint8Array | undefined> {
  const hpke = suite()
  const recipientKey = await hpke.kem.importKey('raw', Uint8Array.from(privateKey).buffer, false)
  try {
    const from = { recipientKey, enc: bufferOf(enc), info: bufferOfText(info) }
    return new Uint8Array(await hpke.open(from, bufferOf(ciphertext), bufferOf(aad)))
  } catch {
    return undefined
  }
}

function bufferOf(hex: Hex): ArrayBuffer {
  return Uint8Array.from(decodeHex(hex)).buffer
}

function bufferOfText(text: string): ArrayBuffer {
  return Uint8Array.from(new TextEncoder().encode(text)).buffer
}
