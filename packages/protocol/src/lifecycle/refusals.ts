import { type Hex, hashText } from '../bytes.ts'

/**
 * Why an action is refused: the contract's custom errors with their fields. The reason is the error's name in
 * capitals, `STATE_MISMATCH` for `StateMismatch`. `state`, `instant` and `span` stand for uint8 and uint256 that
 * are states, instants and seconds here, `text` for bytes32 that is text padded with zeros.
 */
export const REFUSALS = {
  TERMS_INVALID: 'bytes32 order,text field',
  ORDER_EXPIRED: 'bytes32 order,instant timestamp,instant validUntil',
  ORDER_EXISTS: 'bytes32 order,state state',
  ORDER_NOT_FOUND: 'bytes32 order',
  STATE_MISMATCH: 'bytes32 order,state actual,state meant',
  ACTION_NOT_POSSIBLE: 'bytes32 order,state state',
  NOT_AUTHORIZED: 'address signer',
  SIGNATURE_INVALID: 'address signer',
  CONSENT_EXPIRED: 'instant timestamp,instant until',
  NONCE_USED: 'address account,uint256 nonce',
  DEADLINE_NOT_REACHED: 'bytes32 order,instant timestamp,instant deadline',
  INSPECTION_MISMATCH: 'bytes32 order,bytes32 actual,bytes32 meant',
  CLAIM_MISMATCH: 'bytes32 order,uint256 actual,uint256 meant',
  CLAIM_OUT_OF_RANGE: 'bytes32 order,uint256 total,uint256 claimed,uint256 atCost',
  DRAW_OUT_OF_RANGE: 'bytes32 order,uint256 total,uint256 drawn,uint256 bound',
  AMOUNT_OUT_OF_RANGE: 'uint256 amount,uint256 bound',
  EXTENSION_OUT_OF_RANGE: 'bytes32 order,span extraSeconds,span bound',
  ALREADY_EXTENDED: 'bytes32 order',
  ALREADY_HANDED: 'bytes32 order',
  NOT_SHIPPED: 'bytes32 order',
  BALANCE_INSUFFICIENT: 'address token,address account,uint256 balance,uint256 needed',
  BOND_INSUFFICIENT: 'address token,address account,uint256 free,uint256 needed',
  AMOUNT_ZERO: '',
  RECIPIENT_INVALID: 'address recipient',
  TOKEN_INVALID: 'address token',
  TOKEN_AMOUNT_MISMATCH: 'address token,uint256 expected,uint256 received',
  PROOF_TOO_LONG: 'uint256 steps,uint256 bound',
  REENTERED: '',
  BATCH_GAS_INSUFFICIENT: 'uint256 index,uint256 available,uint256 gasEach',
  CHAIN_MISMATCH: 'uint256 chainId,uint256 deployedChainId',
} as const

export type RefusalReason = keyof typeof REFUSALS

type ValueOf<Type extends string> = Type extends 'address' | 'bytes32'
  ? Hex
  : Type extends 'text'
    ? string
    : Type extends 'uint256'
      ? bigint
      : number

type DetailOf<Text extends string> = Text extends `${infer Type} ${infer Name},${infer Rest}`
  ? { readonly [Key in Name]: ValueOf<Type> } & DetailOf<Rest>
  : Text extends `${infer Type} ${infer Name}`
    ? { readonly [Key in Name]: ValueOf<Type> }
    : unknown

/** What a reason says beside its name. */
export type RefusalDetail<Reason extends RefusalReason> = DetailOf<(typeof REFUSALS)[Reason]>

/** An action that was refused, why, and with which figures; nothing changed. */
export type Refusal = {
  [Reason in RefusalReason]: { readonly status: 'refused'; readonly reason: Reason } & RefusalDetail<Reason>
}[RefusalReason]

/** Builds a refusal. */
export function refuse<Reason extends RefusalReason>(reason: Reason, detail: RefusalDetail<Reason>): Refusal {
  return { status: 'refused', reason, ...(detail as object) } as Refusal
}

const SOLIDITY_TYPES: Readonly<Record<string, string>> = {
  state: 'uint8',
  instant: 'uint256',
  span: 'uint256',
  text: 'bytes32',
}

/** The contract's error of a reason: `StateMismatch(bytes32,uint8,uint8)` for `STATE_MISMATCH`. */
export function errorSignature(reason: RefusalReason): string {
  const name = reason
    .split('_')
    .map((word) => word[0] + word.slice(1).toLowerCase())
    .join('')
  const types = REFUSALS[reason]
    .split(',')
    .filter(Boolean)
    .map((field) => field.split(' ')[0]!)
  return `${name}(${types.map((type) => SOLIDITY_TYPES[type] ?? type).join(',')})`
}

/** The four bytes by which the contract tells a reason. */
export function errorSelector(reason: RefusalReason): Hex {
  return hashText(errorSignature(reason)).slice(0, 10) as Hex
}
