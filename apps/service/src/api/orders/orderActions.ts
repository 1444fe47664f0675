import type { OrderActionName, ProblemCode } from '@cinnabar/api-schema'
import type { ActionType, OrderStatus } from '@cinnabar/protocol'
import type { WireFields } from '../actions/fields.ts'

/** The actions on an order that one party signs with an EIP-712 type of its own. */
export type SignedOrderAction = Exclude<OrderActionName, 'accept' | 'settle' | 'lapse'>

type ActionLine = {
  readonly type: ActionType
  /** What stands in for fields that the caller leaves out. */
  readonly defaults?: (order: { status: OrderStatus; inspection: string }) => WireFields
  /** Fields that errors of the ledger are about here. */
  readonly fields?: Partial<Record<ProblemCode, string>>
}

/** A number that nobody used before. */
export function randomNonce(): string {
  return crypto
    .getRandomValues(new BigUint64Array(4))
    .reduce((number, word) => (number << 64n) | word, 0n)
    .toString()
}

/** One line for each action. Adding an action is adding a line. */
export const ORDER_ACTIONS: Readonly<Record<SignedOrderAction, ActionLine>> = {
  inspect: { type: 'Inspect' },
  approve: { type: 'Approve', defaults: ({ inspection }) => ({ inspection }) },
  reject: { type: 'Reject' },
  ship: { type: 'Ship' },
  deliver: { type: 'Deliver' },
  confirm: { type: 'Confirm', defaults: ({ status }) => ({ claimed: status.claimed.toString() }) },
  cancel: { type: 'Cancel' },
  extend: { type: 'Extend' },
  dispute: { type: 'Dispute' },
  escalate: { type: 'Escalate', fields: { BALANCE_INSUFFICIENT: 'signer' } },
  rule: { type: 'Rule', fields: { AMOUNT_OUT_OF_RANGE: 'sellerGross' } },
  claim: { type: 'Claim' },
  draw: { type: 'Draw', fields: { BOND_INSUFFICIENT: 'total' } },
  refund: { type: 'Refund', defaults: () => ({ nonce: randomNonce() }) },
  revoke: { type: 'Revoke', fields: { ORDER_EXISTS: 'id' } },
}
