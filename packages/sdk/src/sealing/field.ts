import {
  type Address,
  commitBytes,
  concatHex,
  decodeHex,
  type Disclosure,
  type DisclosureReason,
  encodeHex,
  encodePlace,
  encodeReaderPlace,
  type Hex,
  type SealedItem,
  type SealPlace,
} from '@cinnabar/protocol'
import { decodeContent, encodeContent, type SealedContent } from './content.ts'
import { SealedDetailError } from './errors.ts'
import { openSealed, sealToKey } from './hpke.ts'
import { KeyUnusableError, type SealingKey } from './sealingKey.ts'

/** Who gets a field's key, and why. */
export type Reader = {
  readonly reader: Address
  /** Its X25519 key. */
  readonly key: Hex
  readonly reason: DisclosureReason
  /** Last second at which the vault hands it out; left out: as long as the reason holds. */
  readonly until?: number | undefined
}

/** A field that is sealed, and the key that opens it: whoever has it can disclose it. */
export type SealedField = { readonly item: SealedItem; readonly fieldKey: Hex }

/** A field that was opened, and its key. */
export type OpenedField = SealedContent & { readonly fieldKey: Hex }

const INFO = 'cinnabar.disclosure/v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Seals bytes under a key of their own. Nothing is sent. Throws DetailError for a bad field. */
export async function sealField(place: SealPlace, content: SealedContent): Promise<SealedField> {
  const additionalData = toBuffer(encodePlace(place))
  const commitment = commitBytes({ field: place.field, ...content })
  const fieldKey = crypto.getRandomValues(new Uint8Array(32))
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const key = await importKey(fieldKey, 'encrypt')
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    encodeContent(content),
  )
  const ciphertext = concatHex(encodeHex(iv), encodeHex(new Uint8Array(sealed)))
  const { field, version } = place
  return { item: { field, version, commitment, ciphertext }, fieldKey: encodeHex(fieldKey) }
}

/** Seals a field's key to a reader. Throws SealedDetailError READER_KEY_INVALID. */
export async function discloseField(
  place: SealPlace,
  fieldKey: Hex,
  { reader, key, reason, until = 0 }: Reader,
): Promise<Disclosure> {
  const { field, version } = place
  const aad = encodeHex(encodeReaderPlace(place, { reader, key }))
  try {
    const { enc, ciphertext } = await sealToKey(decodeHex(fieldKey), { publicKey: key, info: INFO, aad })
    return { field, version, reader, key, reason, until, sealedKey: concatHex(enc, ciphertext) }
  } catch (cause) {
    if (cause instanceof KeyUnusableError)
      throw new SealedDetailError({ code: 'READER_KEY_INVALID', field, cause })
    throw cause
  }
}

/**
 * Opens a field with one of the reader's keys, and checks it against its commitment.
 *
 * @throws SealedDetailError that says whether key, ciphertext, content or commitment is wrong.
 */
export async function openField(
  place: SealPlace,
  item: SealedItem,
  disclosure: Pick<Disclosure, 'reader' | 'key' | 'sealedKey'>,
  privateKey: SealingKey['privateKey'],
): Promise<OpenedField> {
  const { field } = place
  const { sealedKey } = disclosure
  const aad = encodeHex(encodeReaderPlace(place, disclosure))
  // The encapsulated key stands first: 32 bytes.
  const share = { enc: sealedKey.slice(0, 66) as Hex, ciphertext: `0x${sealedKey.slice(66)}` as Hex }
  const fieldKey = await openSealed(share, { privateKey, info: INFO, aad })
  if (!fieldKey) throw new SealedDetailError({ code: 'KEY_WRONG', field })
  const content = decodeContent(await openCiphertext(place, item, fieldKey), field)
  if (commitBytes({ field, ...content }) !== item.commitment) {
    throw new SealedDetailError({ code: 'COMMITMENT_WRONG', field })
  }
  return { ...content, fieldKey: encodeHex(fieldKey) }
}

async function openCiphertext(place: SealPlace, item: SealedItem, fieldKey: Uint8Array): Promise<Uint8Array> {
  const { field } = place
  try {
    const bytes = decodeHex(item.ciphertext)
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new RangeError('too short')
    const iv = toBuffer(bytes.subarray(0, NONCE_BYTES))
    const additionalData = toBuffer(encodePlace(place))
    const key = await importKey(fieldKey, 'decrypt')
    const sealed = toBuffer(bytes.subarray(NONCE_BYTES))
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed))
  } catch (cause) {
    throw new SealedDetailError({ code: 'CIPHERTEXT_WRONG', field, cause })
  }
}

function importKey(key: Uint8Array, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', toBuffer(key), 'AES-GCM', false, [usage])
}

/** The bytes alone, in a buffer of their own. */
function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
