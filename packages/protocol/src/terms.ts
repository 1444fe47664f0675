import { type Address, isZeroAddress } from './address.ts'
import type { Hex } from './bytes.ts'
import type { Seconds, UnixSeconds } from './instant.ts'

/** The windows of an order, in seconds; zero where the order has no such stage. */
export type Windows = {
  readonly accept: Seconds
  readonly fulfil: Seconds
  readonly inspect: Seconds
  readonly store: Seconds
  readonly deliver: Seconds
  readonly confirm: Seconds
  readonly dispute: Seconds
  readonly ruling: Seconds
}

/** The names of the windows, in the order in which they are hashed. */
export const WINDOW_NAMES = [
  'accept',
  'fulfil',
  'inspect',
  'store',
  'deliver',
  'confirm',
  'dispute',
  'ruling',
] as const satisfies readonly (keyof Windows)[]

/**
 * The terms of an order, as both sides sign them: the struct `Order` of the contract, field by field.
 * Amounts are base units of `token`. An order's id is the EIP-712 digest of its terms.
 *
 * @see docs/specs/order.md, Terms
 */
export type Order = {
  /** Accepts, confirms, disputes. */
  readonly buyer: Address
  /** Funds the order and receives all that returns; zero: the buyer. */
  readonly payer: Address
  readonly seller: Address
  readonly token: Address
  /** Earns the fee and has no other power; zero: none. */
  readonly platform: Address
  /** Rules a dispute; zero: none. */
  readonly arbiter: Address
  /** Rules when the arbiter is silent; zero: none. */
  readonly backupArbiter: Address
  /** States facts, never an amount; zero: none. */
  readonly attestor: Address
  readonly goods: bigint
  readonly service: bigint
  readonly freight: bigint
  /** Kept only as far as it is claimed with a document. */
  readonly atCost: bigint
  /** Posted by who asks for a ruling. */
  readonly arbiterFee: bigint
  /** Platform fee on goods and service earned, rounded down. */
  readonly feeBps: number
  /** Share of goods that may be drawn early against the bond. */
  readonly drawBps: number
  /** Seller's share when the buyer lets goods lie that the attestor has seen. */
  readonly abandonBps: number
  /** Seller's share of a dispute after hand-over that nobody rules. */
  readonly silenceBps: number
  readonly windows: Windows
  /** Last second at which the order can be funded. */
  readonly validUntil: UnixSeconds
  /** Root of salted commitments to the sealed details. */
  readonly details: Hex
  /** Another order that this one belongs to; no effect on money; else zero. */
  readonly link: Hex
  readonly salt: bigint
}

/** The parts that an address can have in an order. */
export type Party = 'buyer' | 'payer' | 'seller' | 'platform' | 'arbiter' | 'backupArbiter' | 'attestor'

/** All parts, in the order of the terms. */
export const PARTIES = [
  'buyer',
  'payer',
  'seller',
  'platform',
  'arbiter',
  'backupArbiter',
  'attestor',
] as const satisfies readonly Party[]

/** Who funds the order and receives all that returns. */
export function payerOf(terms: Order): Address {
  return isZeroAddress(terms.payer) ? terms.buyer : terms.payer
}

/** P: what is paid in. */
export function paidIn(terms: Order): bigint {
  return terms.goods + terms.service + terms.freight + terms.atCost
}

/** K: all that can be earned once `claimed` of the cost is documented. */
export function earnable(terms: Order, claimed: bigint): bigint {
  return terms.goods + terms.service + terms.freight + claimed
}

/** Whether an arbiter is named. */
export function hasArbiter(terms: Order): boolean {
  return !isZeroAddress(terms.arbiter)
}

/** Whether a backup arbiter is named. */
export function hasBackupArbiter(terms: Order): boolean {
  return !isZeroAddress(terms.backupArbiter)
}

/** Whether an attestor is named. */
export function hasAttestor(terms: Order): boolean {
  return !isZeroAddress(terms.attestor)
}

/** Whether the buyer looks at the goods before they are shipped. */
export function hasInspection(terms: Order): boolean {
  return terms.windows.inspect > 0
}
