import type { Address } from '../address.ts'
import { concatHex, encodeWord, type Hex, hashText, keccak256, parseHex } from '../bytes.ts'
import type { DescribeOptions } from '../typedData/describe.ts'
import type { ProtocolDomain } from '../typedData/hash.ts'
import {
  describeSchemeMessage,
  hashSchemeMessage,
  type SchemeMessage,
  type SchemeType,
  schemeTypedData,
} from '../typedData/scheme.ts'
import type { TypedData } from '../typedData/typedData.ts'
import type { DisclosureReason } from './reasons.ts'
import { DETAILS_SCHEME } from './scheme.ts'
import { DETAILS_SENTENCES } from './sentences.ts'

/** The name of a type that is signed for the vault. */
export type DetailsType = SchemeType<typeof DETAILS_SCHEME>

/** What is signed for the vault. */
export type DetailsMessage<Type extends DetailsType = DetailsType> = SchemeMessage<
  typeof DETAILS_SCHEME,
  Type
>

/** A field as the vault keeps it: what it says is sealed. */
export type SealedItem = {
  readonly field: string
  readonly version: number
  /** Of the value, as in the terms or in a record. */
  readonly commitment: Hex
  /** Nonce (12 bytes), AES-256-GCM of the padded content under the field's key, tag (16 bytes). */
  readonly ciphertext: Hex
}

/** A field's key, sealed to one reader. */
export type Disclosure = {
  readonly field: string
  readonly version: number
  readonly reader: Address
  /** The reader's X25519 key that it is sealed to. */
  readonly key: Hex
  readonly reason: DisclosureReason
  /** Last second at which the vault hands it out; 0: as long as the reason holds. */
  readonly until: number
  /** HPKE: encapsulated key (32 bytes) and sealed field key (48 bytes). */
  readonly sealedKey: Hex
}

/** The hash of items as `StoreDetails` signs it: each is hashed, in their order. */
export function hashItems(items: readonly SealedItem[]): Hex {
  return hashList(items, ({ field, version, commitment, ciphertext }) => [
    hashText(field),
    encodeWord(BigInt(version)),
    parseHex(commitment, 32),
    keccak256(ciphertext),
  ])
}

/** The hash of disclosures as `StoreDetails` signs it. */
export function hashDisclosures(disclosures: readonly Disclosure[]): Hex {
  return hashList(disclosures, ({ field, version, reader, key, reason, until, sealedKey }) => [
    hashText(field),
    encodeWord(BigInt(version)),
    encodeWord(reader),
    parseHex(key, 32),
    hashText(reason),
    encodeWord(BigInt(until)),
    keccak256(sealedKey),
  ])
}

/** The EIP-712 digest of what is signed for the vault. `domain` names the escrow. */
export function hashDetailsMessage<Type extends DetailsType>(
  type: Type,
  message: DetailsMessage<Type>,
  domain: ProtocolDomain,
): Hex {
  return hashSchemeMessage(DETAILS_SCHEME, type, message, domain)
}

/** What a wallet shows and signs; its digest is that of `hashDetailsMessage`. */
export function toDetailsTypedData<Type extends DetailsType>(
  type: Type,
  message: DetailsMessage<Type>,
  domain: ProtocolDomain,
): TypedData {
  return schemeTypedData(DETAILS_SCHEME, type, message, domain)
}

/** The sentence that a person should read before signing; English unless told. */
export function describeDetailsMessage<Type extends DetailsType>(
  type: Type,
  message: DetailsMessage<Type>,
  options: DescribeOptions = {},
): string {
  return describeSchemeMessage<typeof DETAILS_SCHEME, Type>(DETAILS_SENTENCES, type, message, options)
}

function hashList<Item>(items: readonly Item[], words: (item: Item) => readonly Hex[]): Hex {
  return keccak256(concatHex('0x', ...items.map((item) => keccak256(concatHex(...words(item))))))
}
