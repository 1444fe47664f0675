import type { Hex } from '../bytes.ts'
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
import { KEYS_SCHEME } from './scheme.ts'
import { KEYS_SENTENCES } from './sentences.ts'

/** The name of a type that is signed for the key registry. */
export type KeysType = SchemeType<typeof KEYS_SCHEME>

/** What is signed for the key registry. */
export type KeysMessage<Type extends KeysType = KeysType> = SchemeMessage<typeof KEYS_SCHEME, Type>

/**
 * The EIP-712 digest of what is signed for the key registry.
 *
 * @param domain - The current chain and the address of the contract itself.
 * @throws RangeError for a value that does not fit its type.
 */
export function hashKeysMessage<Type extends KeysType>(
  type: Type,
  message: KeysMessage<Type>,
  domain: ProtocolDomain,
): Hex {
  return hashSchemeMessage(KEYS_SCHEME, type, message, domain)
}

/** What a wallet shows and signs; its digest is that of `hashKeysMessage`. */
export function toKeysTypedData<Type extends KeysType>(
  type: Type,
  message: KeysMessage<Type>,
  domain: ProtocolDomain,
): TypedData {
  return schemeTypedData(KEYS_SCHEME, type, message, domain)
}

/** The sentence that a person should read before signing; English unless told. */
export function describeKeysMessage<Type extends KeysType>(
  type: Type,
  message: KeysMessage<Type>,
  options: DescribeOptions = {},
): string {
  return describeSchemeMessage<typeof KEYS_SCHEME, Type>(KEYS_SENTENCES, type, message, options)
}
