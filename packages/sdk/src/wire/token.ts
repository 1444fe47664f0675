import type { Address, TypedDomain } from '@cinnabar/protocol'

/** A token that orders can be in. `parseMoney('12.5', token)` reads its amounts. */
export type Token = {
  readonly address: Address
  readonly symbol: string
  readonly name: string
  readonly decimals: number
  /** The EIP-712 domain for ERC-3009; null: it takes no authorisations. */
  readonly domain: TypedDomain | null
  /** The EIP-712 domain for ERC-2612; null: it takes no permits. */
  readonly permitDomain: TypedDomain | null
}
