import type { Address } from '../address.ts'
import { concatHex, encodeWord, type Hex, hashText, keccak256 } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import { typedDigest } from '../typedData/hash.ts'
import { type AccountAt, accountDomain } from './accountDomain.ts'

/** One call of an account. */
export type AccountCall = { readonly target: Address; readonly value: bigint; readonly data: Hex }

/** What a passkey signs to have its account make calls. */
export type Execution = {
  /** All are made, or none. */
  readonly calls: readonly AccountCall[]
  /** Any that was not used or burnt yet. */
  readonly nonce: bigint
  /** Last second at which the calls may be made. */
  readonly until: UnixSeconds
}

const CALL_TYPE = 'Call(address target,uint256 value,bytes data)'
const CALL_TYPE_HASH = hashText(CALL_TYPE)
const EXECUTE_TYPE_HASH = hashText(`Execute(Call[] calls,uint256 nonce,uint40 until)${CALL_TYPE}`)

/** The EIP-712 digest of an execution: the WebAuthn challenge of `executeSigned`. */
export function hashExecution({ calls, nonce, until }: Execution, at: AccountAt): Hex {
  const hashes = calls.map(({ target, value, data }) =>
    keccak256(concatHex(CALL_TYPE_HASH, encodeWord(target), encodeWord(value), keccak256(data))),
  )
  const fields = [keccak256(concatHex(...hashes)), encodeWord(nonce), encodeWord(BigInt(until))]
  return typedDigest(accountDomain(at), keccak256(concatHex(EXECUTE_TYPE_HASH, ...fields)))
}
