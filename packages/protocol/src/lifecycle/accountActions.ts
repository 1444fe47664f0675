import { isZeroAddress } from '../address.ts'
import type { UnixSeconds } from '../instant.ts'
import type { Action } from './actions.ts'
import { accountKey } from './book.ts'
import {
  addBalance,
  changeBond,
  checkConsent,
  checkFreeBond,
  type Draft,
  emit,
  takeBalance,
  useNonce,
} from './draft.ts'
import { type Refusal, refuse } from './refusals.ts'

/** Money from outside grows a balance. */
export function applyDeposit(draft: Draft, action: Action<'deposit'>): Refusal | undefined {
  const { token, amount, recipient } = action
  if (amount <= 0n) return refuse('AMOUNT_ZERO', {})
  if (isZeroAddress(recipient)) return refuse('RECIPIENT_INVALID', { recipient })
  addBalance(draft, token, recipient, amount)
  emit(draft, 'Deposited', { token, account: recipient, amount })
  return undefined
}

/** `withdraw`, `postBond` and `withdrawBond`: the signer's own money moves to a recipient. */
export function applyTransfer(
  draft: Draft,
  action: Action<'withdraw' | 'postBond' | 'withdrawBond'>,
  now: UnixSeconds,
): Refusal | undefined {
  const { token, amount, recipient, consent } = action
  const account = consent.signer
  const refusal =
    checkConsent(consent, now) ??
    (amount <= 0n ? refuse('AMOUNT_ZERO', {}) : undefined) ??
    (isZeroAddress(recipient) ? refuse('RECIPIENT_INVALID', { recipient }) : undefined) ??
    useNonce(draft, account, action.nonce) ??
    (action.action === 'withdrawBond'
      ? checkFreeBond(draft, token, account, amount)
      : takeBalance(draft, token, account, amount))
  if (refusal) return refusal
  const moved = { token, account, recipient, amount }
  switch (action.action) {
    case 'withdraw':
      emit(draft, 'Withdrawn', moved)
      break
    case 'postBond':
      changeBond(draft, token, recipient, { amount, reserved: 0n })
      emit(draft, 'BondPosted', moved)
      break
    case 'withdrawBond':
      changeBond(draft, token, account, { amount: -amount, reserved: 0n })
      addBalance(draft, token, recipient, amount)
      emit(draft, 'BondWithdrawn', moved)
      break
  }
  return undefined
}

/** A hot key may act for the signer. */
export function applySetOperator(
  draft: Draft,
  action: Action<'setOperator'>,
  now: UnixSeconds,
): Refusal | undefined {
  const account = action.consent.signer
  const refusal = checkConsent(action.consent, now) ?? useNonce(draft, account, action.nonce)
  if (refusal) return refusal
  draft.operators.set(accountKey(account, action.operator), action.operatorUntil)
  emit(draft, 'OperatorSet', { account, operator: action.operator, until: action.operatorUntil })
  return undefined
}

/** The signer takes back whatever it signed with a nonce. */
export function applyBurnNonce(
  draft: Draft,
  action: Action<'burnNonce'>,
  now: UnixSeconds,
): Refusal | undefined {
  const account = action.consent.signer
  const refusal = checkConsent(action.consent, now) ?? useNonce(draft, account, action.nonce)
  if (refusal) return refusal
  emit(draft, 'NonceBurnt', { account, nonce: action.nonce })
  return undefined
}
