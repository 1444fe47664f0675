import type { Address } from '../address.ts'
import { type Hex, hashText } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import { hashFlatStruct, type TypedDomain, typedDigest } from './hash.ts'
import { type TypedData, typedData } from './typedData.ts'
import { PERMIT_FIELDS } from './types.ts'

/**
 * An ERC-2612 permit: an allowance by signature. It says nothing of what the allowance is for, so it moves nothing by
 * itself: a payer signs `Fund` beside it, a depositor calls itself.
 *
 * @see https://eips.ethereum.org/EIPS/eip-2612
 */
export type Permit = {
  readonly owner: Address
  readonly spender: Address
  readonly value: bigint
  /** The token's own count of this owner's permits. */
  readonly nonce: bigint
  readonly deadline: UnixSeconds
}

/** What the wallet signs; `tokenDomain` is the EIP-712 domain of the token itself. */
export function permitTypedData(permit: Permit, tokenDomain: TypedDomain): TypedData {
  return typedData(tokenDomain, 'Permit', PERMIT_FIELDS, permit)
}

/** The digest of {@link permitTypedData}. */
export function hashPermit(permit: Permit, tokenDomain: TypedDomain): Hex {
  const typeHash = hashText(`Permit(${PERMIT_FIELDS})`)
  return typedDigest(
    tokenDomain,
    hashFlatStruct(typeHash, PERMIT_FIELDS, { ...permit, deadline: BigInt(permit.deadline) }),
  )
}
