import { type Address, isSameAddress, isZeroAddress } from '../address.ts'
import type { UnixSeconds } from '../instant.ts'
import type { Action } from './actions.ts'
import { accountKey, bondOf } from './book.ts'
import {
  addBalance,
  burnNonce,
  changeBond,
  checkAmount,
  checkConsent,
  checkFreeBond,
  consentOnce,
  type Draft,
  emit,
  MAX_AMOUNT,
  takeBalance,
} from './draft.ts'
import { type Refusal, refuse } from './refusals.ts'

/** Money from outside grows a balance. */
export function applyDeposit(draft: Draft, action: Action<'deposit'>): Refusal | undefined {
  const { token, amount, recipient } = action
  const refusal = checkAmount(amount) ?? checkRecipient(draft, recipient)
  if (refusal) return refusal
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
    checkAmount(amount) ??
    checkRecipient(draft, recipient) ??
    consentOnce(draft, consent, action.nonce, now) ??
    (action.action === 'withdrawBond'
      ? checkFreeBond(draft, token, account, amount)
      : takeBalance(draft, token, account, amount))
  const room = MAX_AMOUNT - bondOf(draft, token, recipient).amount
  const full =
    action.action === 'postBond' && amount > room
      ? refuse('AMOUNT_OUT_OF_RANGE', { amount, bound: room })
      : undefined
  if (refusal ?? full) return refusal ?? full
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
  const { operator, operatorUntil, nonce, consent } = action
  const account = consent.signer
  const refusal = checkRecipient(draft, operator) ?? consentOnce(draft, consent, nonce, now)
  if (refusal) return refusal
  draft.operators.set(accountKey(account, operator), operatorUntil)
  emit(draft, 'OperatorSet', { account, operator, until: operatorUntil })
  return undefined
}

/** The signer takes back whatever it signed with a nonce. */
export function applyBurnNonce(
  draft: Draft,
  action: Action<'burnNonce'>,
  now: UnixSeconds,
): Refusal | undefined {
  const { nonce, consent } = action
  return checkConsent(consent, now) ?? burnNonce(draft, consent.signer, nonce)
}

/** Money sent to nobody, or to the escrow itself, would be lost; neither can act for anybody. */
function checkRecipient({ domain }: Draft, recipient: Address): Refusal | undefined {
  const isLost = isZeroAddress(recipient) || isSameAddress(recipient, domain.verifyingContract)
  return isLost ? refuse('RECIPIENT_INVALID', { recipient }) : undefined
}
