import type { Address } from '../address.ts'
import { concatHex, encodeWord, type Hex, hashText, keccak256 } from '../bytes.ts'
import { encodeTuple } from './abiBytes.ts'

/** A WebAuthn credential: a P-256 key that an authenticator holds. */
export type Credential = {
  /** The public key's coordinates, 32 bytes each. */
  readonly qx: Hex
  readonly qy: Hex
  /** Whether a touch is enough; else the authenticator must have verified its user. */
  readonly presenceOnly: boolean
}

/**
 * What a `PasskeyAccount` starts with. Its address is a function of all of it.
 *
 * @see docs/specs/passkey-account.md, Creation
 */
export type AccountConfiguration = {
  /** One or two. */
  readonly credentials: readonly Credential[]
  /** May propose new credentials; zero: nobody. */
  readonly guardian: Address
  /** Usable at once. */
  readonly payees: readonly Address[]
  readonly salt: Hex
}

const CREATE_ACCOUNT = selectorOf('createAccount(((bytes32,bytes32,bool)[],address,address[],bytes32))')

// The code of an ERC-1167 clone, before and after the address of what it runs; what creates it stands in front.
const CLONE_CODE_START: Hex = '0x363d3d373d3d3d363d73'
const CLONE_START: Hex = concatHex('0x3d602d80600a3d3981f3', CLONE_CODE_START)
const CLONE_END: Hex = '0x5af43d82803e903d91602b57fd5bf3'

/**
 * Where the account of a configuration is, or will be: what the factory's `addressOf` answers.
 *
 * @param factory - The `PasskeyAccountFactory`.
 */
export function passkeyAccountAddress(factory: Address, configuration: AccountConfiguration): Address {
  const code = concatHex(CLONE_START, implementationAddress(factory), CLONE_END)
  const salt = keccak256(encodeConfiguration(configuration))
  return lastTwentyBytes(keccak256(concatHex('0xff', factory, salt, keccak256(code))))
}

/** The code of every account that a factory made: by it an account is told from other contracts. */
export function passkeyAccountCode(factory: Address): Hex {
  return concatHex(CLONE_CODE_START, implementationAddress(factory), CLONE_END)
}

/** The factory's call that deploys the account: what ERC-6492 and ERC-4337 ask for beside the factory's address. */
export function encodeCreateAccount(configuration: AccountConfiguration): Hex {
  return concatHex(CREATE_ACCOUNT, encodeConfiguration(configuration))
}

/** `abi.encode(configuration)`. */
export function encodeConfiguration({ credentials, guardian, payees, salt }: AccountConfiguration): Hex {
  const keys = credentials.flatMap(({ qx, qy, presenceOnly }) => [qx, qy, encodeWord(presenceOnly ? 1n : 0n)])
  const tuple = encodeTuple([
    { tail: concatHex(encodeWord(BigInt(credentials.length)), ...keys) },
    encodeWord(guardian),
    { tail: concatHex(encodeWord(BigInt(payees.length)), ...payees.map((payee) => encodeWord(payee))) },
    salt,
  ])
  return encodeTuple([{ tail: tuple }])
}

/** The factory deploys the code that accounts run as its first contract (EIP-161: nonce 1). */
function implementationAddress(factory: Address): Address {
  return lastTwentyBytes(keccak256(concatHex('0xd694', factory, '0x01')))
}

function lastTwentyBytes(hash: Hex): Address {
  return `0x${hash.slice(-40)}`
}

function selectorOf(signature: string): Hex {
  return hashText(signature).slice(0, 10) as Hex
}
