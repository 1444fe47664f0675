import type { Address } from '../address.ts'
import type { Hex } from '../bytes.ts'

/**
 * What people sign, as EIP-712 writes it: one named type for each action, the same text as in
 * contracts/src/libraries/ActionTypes.sol.
 *
 * @see docs/specs/order.md, Signatures
 */
export const ACTION_TYPES = {
  Quotes: 'bytes32 root,uint40 until',
  Fund: 'bytes32 order,bool fromBalance,uint40 until',
  Revoke: 'bytes32 order,uint40 until',
  Inspect: 'bytes32 order,uint8 state,bytes32 record,uint40 until',
  Approve: 'bytes32 order,uint8 state,bytes32 inspection,uint40 until',
  Reject: 'bytes32 order,uint8 state,bytes32 record,uint40 until',
  Ship: 'bytes32 order,uint8 state,bytes32 record,uint40 until',
  Deliver: 'bytes32 order,uint8 state,bytes32 record,uint40 until',
  Confirm: 'bytes32 order,uint8 state,uint96 claimed,uint40 until',
  Cancel: 'bytes32 order,uint8 state,uint40 until',
  Extend: 'bytes32 order,uint8 state,uint32 extraSeconds,uint40 until',
  Dispute: 'bytes32 order,uint8 state,bytes32 record,uint40 until',
  Escalate: 'bytes32 order,uint8 state,uint40 until',
  Rule: 'bytes32 order,uint8 state,uint256 sellerGross,uint40 until',
  Settle: 'bytes32 order,uint8 state,uint256 sellerTotal,uint256 nonce,uint40 until',
  Claim: 'bytes32 order,uint8 state,uint96 total,bytes32 document,uint40 until',
  Draw: 'bytes32 order,uint8 state,uint96 total,bytes32 record,uint40 until',
  Refund: 'bytes32 order,uint8 state,uint256 amount,uint256 nonce,uint40 until',
  Withdraw: 'address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until',
  PostBond: 'address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until',
  WithdrawBond: 'address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until',
  SetOperator: 'address account,address operator,uint40 operatorUntil,uint256 nonce,uint40 until',
  BurnNonce: 'address account,uint256 nonce,uint40 until',
} as const

/** The fields of the terms, as hashed; `Windows` is a struct of its own. */
export const ORDER_FIELDS =
  'address buyer,address payer,address seller,address token,address platform,address arbiter,address backupArbiter,address attestor,uint96 goods,uint96 service,uint96 freight,uint96 atCost,uint96 arbiterFee,uint16 feeBps,uint16 drawBps,uint16 abandonBps,uint16 silenceBps,Windows windows,uint40 validUntil,bytes32 details,bytes32 link,uint256 salt'

/** The fields of the windows, as hashed. */
export const WINDOWS_FIELDS =
  'uint32 accept,uint32 fulfil,uint32 inspect,uint32 store,uint32 deliver,uint32 confirm,uint32 dispute,uint32 ruling'

/** ERC-3009, in the domain of the token. */
export const RECEIVE_WITH_AUTHORIZATION_FIELDS =
  'address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce'

/** ERC-2612, in the domain of the token. */
export const PERMIT_FIELDS = 'address owner,address spender,uint256 value,uint256 nonce,uint256 deadline'

/** What a Permit2 transfer is for: its witness, with the only word of each. */
export const PERMIT2_WITNESSES = {
  FundOrder: 'bytes32 order',
  DepositTo: 'address account',
} as const
export type Permit2Witness = keyof typeof PERMIT2_WITNESSES

/** Permit2's signature transfer, in Permit2's own domain; the witness comes last. */
export const PERMIT_WITNESS_TRANSFER_FIELDS =
  'TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline'
export const TOKEN_PERMISSIONS_FIELDS = 'address token,uint256 amount'

/** The name of a signed action: `Confirm` is what `confirm` asks for. */
export type ActionType = keyof typeof ACTION_TYPES

type ValueOf<Type extends string> = Type extends 'address'
  ? Address
  : Type extends 'bytes32'
    ? Hex
    : Type extends 'bool'
      ? boolean
      : Type extends 'uint8' | 'uint16' | 'uint32' | 'uint40'
        ? number
        : bigint

/** The values of a type, given as its fields' text: small integers are numbers, larger ones bigint. */
export type FieldsOf<Text extends string> = Text extends `${infer Type} ${infer Name},${infer Rest}`
  ? { readonly [Key in Name]: ValueOf<Type> } & FieldsOf<Rest>
  : Text extends `${infer Type} ${infer Name}`
    ? { readonly [Key in Name]: ValueOf<Type> }
    : never

/** What is signed for an action: small integers are numbers, amounts and nonces bigint. */
export type ActionMessage<Type extends ActionType = ActionType> = {
  [Key in Type]: FieldsOf<(typeof ACTION_TYPES)[Key]>
}[Type]

/** One field of a type. */
export type TypedField = { readonly name: string; readonly type: string }

/** `"uint40 until"` as field. */
export function parseFields(text: string): TypedField[] {
  return text.split(',').map((field) => {
    const [type, name] = field.split(' ') as [string, string]
    return { name, type }
  })
}
