import type { ProblemCode } from '@cinnabar/api-schema'
import { ProblemError, refuseField } from '../http/problemError.ts'
import type { Refusal } from '../ledger/refusal.ts'

/** The field of a request that an error of the ledger is about, unless the action says otherwise. */
const FIELDS: Partial<Record<ProblemCode, string>> = {
  ACTION_NOT_POSSIBLE: 'state',
  ALREADY_EXTENDED: 'state',
  ALREADY_HANDED: 'state',
  AMOUNT_OUT_OF_RANGE: 'amount',
  AMOUNT_ZERO: 'amount',
  AUTHORIZATION_EXPIRED: 'until',
  AUTHORIZATION_NOT_YET_VALID: 'validAfter',
  AUTHORIZATION_ALREADY_USED: 'signature',
  AUTHORIZATION_INVALID: 'signature',
  BALANCE_INSUFFICIENT: 'amount',
  BOND_INSUFFICIENT: 'amount',
  CHAIN_MISMATCH: 'chainId',
  CLAIM_MISMATCH: 'claimed',
  CLAIM_OUT_OF_RANGE: 'total',
  CONSENT_EXPIRED: 'until',
  DEADLINE_NOT_REACHED: 'id',
  DRAW_OUT_OF_RANGE: 'total',
  ERC20_INSUFFICIENT_ALLOWANCE: 'funding',
  ERC20_INSUFFICIENT_BALANCE: 'amount',
  EXTENSION_OUT_OF_RANGE: 'extraSeconds',
  INSPECTION_MISMATCH: 'inspection',
  NONCE_USED: 'nonce',
  NOT_AUTHORIZED: 'signer',
  NOT_SHIPPED: 'state',
  ORDER_EXISTS: 'terms.salt',
  ORDER_EXPIRED: 'terms.validUntil',
  ORDER_NOT_FOUND: 'id',
  RECIPIENT_INVALID: 'recipient',
  SIGNATURE_INVALID: 'signature',
  STATE_MISMATCH: 'state',
  TOKEN_AMOUNT_MISMATCH: 'token',
  TOKEN_INVALID: 'token',
}

/** A refusal of the ledger as a problem that names the field and the mend. */
export function fromRefusal(
  refusal: Refusal,
  fields: Partial<Record<ProblemCode, string>> = {},
): ProblemError {
  const { code, detail, args } = refusal
  const field = code === 'TERMS_INVALID' ? `terms.${String(args.field)}` : (fields[code] ?? FIELDS[code])
  return field === undefined ? new ProblemError({ code, detail }) : refuseField(field, code, detail)
}
