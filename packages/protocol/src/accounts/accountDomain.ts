import type { Address } from '../address.ts'
import type { TypedDomain } from '../typedData/hash.ts'

/** One account on one chain. */
export type AccountAt = { readonly chainId: number; readonly account: Address }

/** The name and version under which accounts sign. */
const NAME = 'PasskeyAccount'
const VERSION = '1'

/** The EIP-712 domain of an account. */
export function accountDomain({ chainId, account }: AccountAt): TypedDomain {
  return { name: NAME, version: VERSION, chainId, verifyingContract: account }
}
