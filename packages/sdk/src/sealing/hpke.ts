import { decodeHex, encodeHex, type Hex } from '@cinnabar/protocol'
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519'

/** An X25519 pair, 32 bytes each. */
export type SealingKey = { readonly publicKey: Hex; readonly privateKey: Hex }

const INFO = new TextEncoder().encode('cinnabar.disclosure/v1')
/** Bytes of the encapsulated key, which stands first. */
const ENCAPSULATED = 32

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

/** A random sealing key. */
export async function createSealingKey(): Promise<SealingKey> {
  const { publicKey, privateKey } = await suite.kem.generateKeyPair()
  const write = async (key: CryptoKey) => encodeHex(new Uint8Array(await suite.kem.serializePrivateKey(key)))
  const open = encodeHex(new Uint8Array(await suite.kem.serializePublicKey(publicKey)))
  return { publicKey: open, privateKey: await write(privateKey) }
}

/**
 * Seals to an X25519 key by HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 *
 * @param place - Associated data: it opens with the same only.
 * @returns Encapsulated key ‖ ciphertext ‖ tag. Rejects for a key of low order.
 */
export async function sealTo(publicKey: Hex, plaintext: Uint8Array, place: Uint8Array): Promise<Hex> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(toBuffer(decodeHex(publicKey)))
  const sender = await suite.createSenderContext({ recipientPublicKey, info: toBuffer(INFO) })
  const sealed = await sender.seal(toBuffer(plaintext), toBuffer(place))
  return encodeHex(new Uint8Array([...new Uint8Array(sender.enc), ...new Uint8Array(sealed)]))
}

/** Opens what {@link sealTo} made. Rejects for another key or place, and for anything that was changed. */
export async function openWith(privateKey: Hex, sealed: Hex, place: Uint8Array): Promise<Uint8Array> {
  const bytes = decodeHex(sealed)
  const recipientKey = await suite.kem.deserializePrivateKey(toBuffer(decodeHex(privateKey)))
  const enc = toBuffer(bytes.subarray(0, ENCAPSULATED))
  const recipient = await suite.createRecipientContext({ recipientKey, enc, info: toBuffer(INFO) })
  return new Uint8Array(await recipient.open(toBuffer(bytes.subarray(ENCAPSULATED)), toBuffer(place)))
}

/** The bytes alone, in a buffer of their own. */
function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
