import type { UnixSeconds } from '../instant.ts'

/** Where an order stands. The numbers are part of what is signed and never change. */
export const State = {
  None: 0,
  Requested: 1,
  Accepted: 2,
  Inspected: 3,
  Approved: 4,
  Shipped: 5,
  Delivered: 6,
  Disputed: 7,
  Escalated: 8,
  Backup: 9,
  Settled: 10,
} as const
export type State = (typeof State)[keyof typeof State]
export type StateName = keyof typeof State

/** Names by number: `STATE_NAMES[State.Shipped]` is `'Shipped'`. */
export const STATE_NAMES = Object.keys(State) as StateName[]

/** A state in which money is held. */
export type LiveState = Exclude<State, 0 | 10>

/** How an order came to `Settled`; the contract's `Ending`. */
export const Ending = {
  Refund: 0,
  Earned: 1,
  Abandoned: 2,
  Silence: 3,
  Settlement: 4,
  Ruling: 5,
  Revoked: 6,
} as const
export type Ending = (typeof Ending)[keyof typeof Ending]
export type EndingName = keyof typeof Ending

/** Names by number. */
export const ENDING_NAMES = Object.keys(Ending) as EndingName[]

/** What the contract keeps of an order. */
export type OrderStatus = {
  readonly state: State
  readonly shipped: boolean
  readonly handed: boolean
  readonly extended: boolean
  readonly escalatedByBuyer: boolean
  /** Last second at which acts of this state count. */
  readonly deadline: UnixSeconds
  /** D: running total that the seller drew early. */
  readonly drawn: bigint
  /** C: running total of documented cost. */
  readonly claimed: bigint
}

/** The status of an order that was never funded. */
export const NO_STATUS: OrderStatus = {
  state: State.None,
  shipped: false,
  handed: false,
  extended: false,
  escalatedByBuyer: false,
  deadline: 0,
  drawn: 0n,
  claimed: 0n,
}

/** Whether money is held in this state. */
export function isLive(state: State): state is LiveState {
  return state !== State.None && state !== State.Settled
}

/** Whether an arbiter's fee is posted in this state. */
export function isEscalated(state: State): boolean {
  return state === State.Escalated || state === State.Backup
}

/** The status after a change of state: what was extended counts for one state only. */
export function enterState(status: OrderStatus, state: State, deadline: UnixSeconds): OrderStatus {
  return { ...status, state, deadline, extended: false }
}
