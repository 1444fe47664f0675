import type { Address } from '../address.ts'
import { concatHex, encodeWord, type Hex, hashText, keccak256 } from '../bytes.ts'
import type { Order } from '../terms.ts'
import {
  ACTION_TYPES,
  type ActionMessage,
  type ActionType,
  ORDER_FIELDS,
  parseFields,
  WINDOWS_FIELDS,
} from './types.ts'

/** Where a signature counts: one chain and one `Escrow` on it. */
export type ProtocolDomain = { readonly chainId: number; readonly verifyingContract: Address }

/** An EIP-712 domain in full; a token's own for ERC-3009. */
export type TypedDomain = ProtocolDomain & { readonly name: string; readonly version: string }

/** The name and version that every signature of the protocol carries. */
export const PROTOCOL_NAME = 'Cinnabar'
export const PROTOCOL_VERSION = '1'

const DOMAIN_FIELDS = 'string name,string version,uint256 chainId,address verifyingContract'
const DOMAIN_TYPE_HASH = hashText(`EIP712Domain(${DOMAIN_FIELDS})`)
const WINDOWS_TYPE = `Windows(${WINDOWS_FIELDS})`
const WINDOWS_TYPE_HASH = hashText(WINDOWS_TYPE)
/** The type of the terms as EIP-712 encodes it. */
export const ORDER_TYPE = `Order(${ORDER_FIELDS})${WINDOWS_TYPE}`
const ORDER_TYPE_HASH = hashText(ORDER_TYPE)

/** The protocol's domain in full. */
export function typedDomain(domain: ProtocolDomain): TypedDomain {
  return {
    name: PROTOCOL_NAME,
    version: PROTOCOL_VERSION,
    chainId: domain.chainId,
    verifyingContract: domain.verifyingContract,
  }
}

/** The EIP-712 domain separator. */
export function domainSeparator(domain: TypedDomain): Hex {
  return keccak256(
    concatHex(
      DOMAIN_TYPE_HASH,
      hashText(domain.name),
      hashText(domain.version),
      encodeWord(BigInt(domain.chainId)),
      encodeWord(domain.verifyingContract),
    ),
  )
}

/** The EIP-712 digest of a struct hash in a domain: `keccak256(0x1901 ‖ separator ‖ hash)`. */
export function typedDigest(domain: TypedDomain, structHash: Hex): Hex {
  return keccak256(concatHex('0x1901', domainSeparator(domain), structHash))
}

/** The EIP-712 struct hash of a flat type, given as its fields' text. */
export function hashFlatStruct(
  typeHash: Hex,
  fieldsText: string,
  message: Readonly<Record<string, unknown>>,
): Hex {
  return keccak256(encodeFlatStruct(typeHash, fieldsText, message))
}

/** What {@link hashFlatStruct} is the hash of: the type's hash and one word for each field. */
export function encodeFlatStruct(
  typeHash: Hex,
  fieldsText: string,
  message: Readonly<Record<string, unknown>>,
): Hex {
  const words = parseFields(fieldsText).map(({ name, type }) => encodeField(name, type, message[name]))
  return concatHex(typeHash, ...words)
}

/** The EIP-712 struct hash of terms. */
export function hashTerms(terms: Order): Hex {
  return keccak256(encodeTermsStruct(terms))
}

/** What {@link hashTerms} is the hash of. */
export function encodeTermsStruct(terms: Order): Hex {
  const windows = hashFlatStruct(WINDOWS_TYPE_HASH, WINDOWS_FIELDS, terms.windows)
  return encodeFlatStruct(ORDER_TYPE_HASH, ORDER_FIELDS, { ...terms, windows })
}

/**
 * The id of an order: the EIP-712 digest of its terms. A party that signs this digest agrees to the terms.
 *
 * @param domain - The chain of deployment and the escrow's address.
 */
export function orderId(terms: Order, domain: ProtocolDomain): Hex {
  return typedDigest(typedDomain(domain), hashTerms(terms))
}

/**
 * The EIP-712 digest of an action: what its signature signs.
 *
 * @param type - `'Confirm'` for the action `confirm`, and so on.
 * @param domain - The current chain and the escrow's address.
 */
export function hashAction<Type extends ActionType>(
  type: Type,
  message: ActionMessage<Type>,
  domain: ProtocolDomain,
): Hex {
  const fields = ACTION_TYPES[type]
  return typedDigest(typedDomain(domain), hashFlatStruct(hashText(`${type}(${fields})`), fields, message))
}

/** One word of a struct. Throws RangeError for a value that does not fit, and for types that take more than a word. */
export function encodeField(name: string, type: string, value: unknown): Hex {
  if (type === 'bool') return encodeWord(value ? 1n : 0n)
  if (type === 'address' || type === 'bytes32' || type === 'Windows') return encodeWord(value as Hex)
  const integer = BigInt(value as bigint | number)
  const bits = Number(type.slice('uint'.length))
  if (integer < 0n || integer >= 2n ** BigInt(bits))
    throw new RangeError(`${name}: ${integer} does not fit ${type}`)
  return encodeWord(integer)
}
