import { concatHex, encodeHex, encodeWord, type Hex, hashText, keccak256 } from '../bytes.ts'
import type { Order } from '../terms.ts'
import type { ReceiveAuthorization } from '../typedData/erc3009.ts'
import {
  domainSeparator,
  encodeFlatStruct,
  encodeTermsStruct,
  ORDER_TYPE,
  type ProtocolDomain,
  type TypedDomain,
  typedDigest,
  typedDomain,
} from '../typedData/hash.ts'
import {
  ACTION_TYPES,
  type ActionMessage,
  type ActionType,
  RECEIVE_WITH_AUTHORIZATION_FIELDS,
} from '../typedData/types.ts'
import { type AccountAt, accountDomain } from './accountDomain.ts'
import { sizeOf } from './abiBytes.ts'

/**
 * Typed data opened: what an account needs to see of what it signs, so that its payee lock can look into it.
 *
 * @see docs/specs/passkey-account.md, Signatures
 */
export type OpenedData = {
  /** The domain separator of the application. */
  readonly separator: Hex
  /** The EIP-712 type, primary type first: `Confirm(bytes32 order,…)`. */
  readonly typeText: string
  /** What the struct hash is the hash of: the type's hash and the encoded fields. */
  readonly contents: Hex
}

const ACCOUNT_FIELDS = 'string name,string version,uint256 chainId,address verifyingContract,bytes32 salt'
const PERSONAL_SIGN_TYPE_HASH = hashText('PersonalSign(bytes prefixed)')
const HASH_MESSAGE_BYTES = 32

/** Thrown for a message of 32 bytes, which the account refuses to sign: it is a hash, which nobody can read. */
export class MessageError extends Error {
  readonly code = 'MESSAGE_UNREADABLE'
  readonly retryable = false
  constructor() {
    super(`a message of ${HASH_MESSAGE_BYTES} bytes is not signed: it may be a hash of anything`)
    this.name = 'MessageError'
  }
}

/** Opens an action of the escrow. */
export function openAction<Type extends ActionType>(
  type: Type,
  message: ActionMessage<Type>,
  domain: ProtocolDomain,
): OpenedData {
  return openFlat(typedDomain(domain), type, ACTION_TYPES[type], message)
}

/** Opens terms: signed, they are agreed to. */
export function openTerms(terms: Order, domain: ProtocolDomain): OpenedData {
  return {
    separator: domainSeparator(typedDomain(domain)),
    typeText: ORDER_TYPE,
    contents: encodeTermsStruct(terms),
  }
}

/** Opens an ERC-3009 authorisation; `tokenDomain` is the EIP-712 domain of the token itself. */
export function openAuthorization(message: ReceiveAuthorization, tokenDomain: TypedDomain): OpenedData {
  return openFlat(tokenDomain, 'ReceiveWithAuthorization', RECEIVE_WITH_AUTHORIZATION_FIELDS, message)
}

/** Opens any flat type, given as its fields' text. */
export function openFlat(domain: TypedDomain, name: string, fieldsText: string, message: object): OpenedData {
  const typeText = `${name}(${fieldsText})`
  const fields = message as Readonly<Record<string, unknown>>
  return {
    separator: domainSeparator(domain),
    typeText,
    contents: encodeFlatStruct(hashText(typeText), fieldsText, fields),
  }
}

/** The application's digest: what the account's `isValidSignature` is asked about. */
export function hashOpened({ separator, contents }: OpenedData): Hex {
  return keccak256(concatHex('0x1901', separator, keccak256(contents)))
}

/** The WebAuthn challenge for typed data: ERC-7739's `TypedDataSign`, bound to one account on one chain. */
export function hashNested({ separator, typeText, contents }: OpenedData, at: AccountAt): Hex {
  const name = typeText.slice(0, typeText.indexOf('('))
  const typeHash = hashText(`TypedDataSign(${name} contents,${ACCOUNT_FIELDS})${typeText}`)
  const domain = accountDomain(at)
  const hash = keccak256(
    concatHex(
      typeHash,
      keccak256(contents),
      hashText(domain.name),
      hashText(domain.version),
      encodeWord(BigInt(domain.chainId)),
      encodeWord(domain.verifyingContract),
      encodeWord(0n),
    ),
  )
  return keccak256(concatHex('0x1901', separator, hash))
}

/**
 * The account's signature of typed data, as the escrow and tokens pass it on.
 *
 * @param passkeySignature - Of {@link hashNested}, from `encodePasskeySignature`.
 */
export function encodeTypedSignature(passkeySignature: Hex, opened: OpenedData): Hex {
  return concatHex(
    passkeySignature,
    opened.contents,
    encodeLength(opened.contents),
    opened.separator,
    keccak256(opened.contents),
    encodeHex(new TextEncoder().encode(opened.typeText)),
    encodeLength(encodeHex(new TextEncoder().encode(opened.typeText))),
  )
}

/**
 * A message as ERC-191 prefixes it: `0x19 "Ethereum Signed Message:\n"`, its length, itself. Its Keccak-256 is what
 * `isValidSignature` is asked about.
 *
 * @throws MessageError when it has 32 bytes.
 */
export function prefixMessage(text: string): Hex {
  const message = new TextEncoder().encode(text)
  if (message.length === HASH_MESSAGE_BYTES) throw new MessageError()
  const prefix = `\x19Ethereum Signed Message:\n${message.length}`
  return concatHex(encodeHex(new TextEncoder().encode(prefix)), encodeHex(message))
}

/** The WebAuthn challenge for a message: ERC-7739's `PersonalSign`. */
export function hashPersonal(prefixed: Hex, at: AccountAt): Hex {
  return typedDigest(accountDomain(at), keccak256(concatHex(PERSONAL_SIGN_TYPE_HASH, keccak256(prefixed))))
}

/** The account's signature of a message, `passkeySignature` being that of {@link hashPersonal}. */
export function encodePersonalSignature(passkeySignature: Hex, prefixed: Hex): Hex {
  return concatHex(passkeySignature, prefixed, encodeLength(prefixed))
}

/** Two bytes. */
function encodeLength(bytes: Hex): Hex {
  const length = sizeOf(bytes)
  if (length > 0xffff) throw new RangeError(`${length} bytes are more than a signature can open: 65535`)
  return `0x${length.toString(16).padStart(4, '0')}`
}
