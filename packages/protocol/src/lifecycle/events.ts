import type { Address } from '../address.ts'
import type { Hex } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import type { Order } from '../terms.ts'
import type { Ending, State } from './state.ts'

type Moved = {
  readonly token: Address
  readonly account: Address
  readonly recipient: Address
  readonly amount: bigint
}
type Clocked = { readonly order: Hex; readonly deadline: UnixSeconds }
type Recorded = Clocked & { readonly record: Hex }

/** The fields of each event, by the name of the contract's event. */
export type EventFields = {
  Deposited: { readonly token: Address; readonly account: Address; readonly amount: bigint }
  Withdrawn: Moved
  BondPosted: Moved
  BondWithdrawn: Moved
  OperatorSet: { readonly account: Address; readonly operator: Address; readonly until: UnixSeconds }
  NonceBurnt: { readonly account: Address; readonly nonce: bigint }
  /** `fromBalance`: whether the payer's balance paid; else the money came from outside. */
  OrderFunded: Clocked & { readonly terms: Order; readonly state: State; readonly fromBalance: boolean }
  OrderAccepted: Clocked
  OrderInspected: Recorded
  OrderApproved: Clocked & { readonly byDefault: boolean }
  OrderShipped: Recorded
  OrderDelivered: Recorded
  OrderHanded: Recorded
  OrderDisputed: Recorded & { readonly by: Address }
  OrderEscalated: Clocked & { readonly by: Address }
  OrderBackup: Clocked
  OrderExtended: Clocked
  OrderClaimed: Clocked & { readonly total: bigint; readonly document: Hex }
  OrderDrawn: { readonly order: Hex; readonly total: bigint; readonly record: Hex }
  OrderSettled: {
    readonly order: Hex
    readonly ending: Ending
    readonly sellerGross: bigint
    readonly fee: bigint
    readonly bondPaid: bigint
    readonly reimbursed: bigint
  }
  OrderRefunded: { readonly order: Hex; readonly amount: bigint }
}

export type EventName = keyof EventFields

/** What the contract tells of a change; field names and values are those of the Solidity event. */
export type ProtocolEvent<Name extends EventName = EventName> = {
  [Key in Name]: { readonly name: Key; readonly args: EventFields[Key] }
}[Name]
