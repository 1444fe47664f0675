import type { Address } from '../address.ts'
import type { Hex } from '../bytes.ts'
import type { Seconds, UnixSeconds } from '../instant.ts'
import type { Order } from '../terms.ts'
import type { State } from './state.ts'

/** Who acts, and until when the consent counts. Whether a signature shows it was judged before. */
export type Consent = {
  readonly signer: Address
  readonly until: UnixSeconds
  /** Another brings the signer's signature; left out, the signer calls itself. Only then does a nonce count. */
  readonly relayed?: boolean | undefined
}

/** One side's part of a settlement. Who calls is at most one of the sides: the other's consent is relayed. */
export type Offer = { readonly nonce: bigint; readonly consent: Consent }

/** Who agreed to the terms when an order is funded. */
export type Agreement = {
  /** The buyer called or signed; asked for only when somebody else pays. */
  readonly buyer: boolean
  /** The seller or its operator who agreed; left out: the seller has not agreed yet. */
  readonly quoter?: Address | undefined
  /** Last second at which the signature of many quotes counts; left out: the id itself was signed. */
  readonly quotesUntil?: UnixSeconds | undefined
}

type Transfer = {
  readonly token: Address
  readonly amount: bigint
  readonly recipient: Address
  readonly nonce: bigint
  readonly consent: Consent
}

/** What every act on a funded order carries: the order, the state it is meant in, who acts. */
type OnOrder = { readonly order: Hex; readonly state: State; readonly consent: Consent }
type Recorded = OnOrder & { readonly record: Hex }

/** The fields of each action, by the name of the contract's function. */
export type ActionFields = {
  deposit: { readonly token: Address; readonly amount: bigint; readonly recipient: Address }
  withdraw: Transfer
  postBond: Transfer
  withdrawBond: Transfer
  setOperator: {
    readonly operator: Address
    readonly operatorUntil: UnixSeconds
    readonly nonce: bigint
    readonly consent: Consent
  }
  burnNonce: { readonly nonce: bigint; readonly consent: Consent }
  /** `fromBalance` false: the money arrives from outside, by allowance or authorisation. */
  fund: {
    readonly terms: Order
    readonly fromBalance: boolean
    readonly agreement: Agreement
    readonly consent: Consent
  }
  revoke: { readonly terms: Order; readonly consent: Consent }
  /** `caller` relays when it is not the `quoter`; then the quoter's signature counts until `validUntil`. */
  accept: {
    readonly order: Hex
    readonly quoter: Address
    readonly caller: Address
    readonly quotesUntil?: UnixSeconds | undefined
  }
  inspect: Recorded
  approve: OnOrder & { readonly inspection: Hex }
  reject: Recorded
  ship: Recorded
  deliver: Recorded
  confirm: OnOrder & { readonly claimed: bigint }
  cancel: OnOrder
  extend: OnOrder & { readonly extraSeconds: Seconds }
  dispute: Recorded
  escalate: OnOrder
  rule: OnOrder & { readonly sellerGross: bigint }
  /** A side that is left out has not agreed. */
  settle: {
    readonly order: Hex
    readonly state: State
    readonly sellerTotal: bigint
    readonly buyer?: Offer | undefined
    readonly seller?: Offer | undefined
  }
  claim: OnOrder & { readonly total: bigint; readonly document: Hex }
  draw: Recorded & { readonly total: bigint }
  refund: OnOrder & { readonly amount: bigint; readonly nonce: bigint }
  lapse: { readonly order: Hex }
}

export type ActionName = keyof ActionFields

/** An action on the book: its name in `action`, and its fields. */
export type Action<Name extends ActionName = ActionName> = {
  [Key in Name]: { readonly action: Key } & ActionFields[Key]
}[Name]
