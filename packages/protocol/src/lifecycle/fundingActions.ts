import { isSameAddress, ZERO_ADDRESS } from '../address.ts'
import { ZERO_HASH } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import { paidIn, payerOf } from '../terms.ts'
import { checkTerms } from '../termsRules.ts'
import { orderId } from '../typedData/hash.ts'
import type { Action } from './actions.ts'
import { statusOf } from './book.ts'
import {
  checkConsent,
  checkQuotesUntil,
  type Draft,
  emit,
  emitSettled,
  mayAct,
  takeBalance,
} from './draft.ts'
import { decideEnding } from './endings.ts'
import { type Refusal, refuse } from './refusals.ts'
import { enterState, NO_STATUS, State } from './state.ts'

/** The payer pays in: `Accepted` with the seller's agreement, else `Requested`. */
export function applyFund(draft: Draft, action: Action<'fund'>, now: UnixSeconds): Refusal | undefined {
  const { terms, agreement, consent } = action
  const order = orderId(terms, draft.domain)
  const { state } = statusOf(draft, order)
  const problem = checkTerms(terms)[0]
  if (problem) return refuse('TERMS_INVALID', { order, field: problem.field })
  if (state !== State.None) return refuse('ORDER_EXISTS', { order, state })
  if (now > terms.validUntil) {
    return refuse('ORDER_EXPIRED', { order, timestamp: now, validUntil: terms.validUntil })
  }
  const payer = payerOf(terms)
  const refusal = checkConsent(consent, now)
  if (refusal) return refusal
  if (!isSameAddress(consent.signer, payer)) return refuse('NOT_AUTHORIZED', { signer: consent.signer })
  if (!isSameAddress(payer, terms.buyer) && !agreement.buyer)
    return refuse('SIGNATURE_INVALID', { signer: terms.buyer })
  const quoter = agreement.quoter ?? ZERO_ADDRESS
  const isQuoted = mayAct(draft, terms.seller, quoter, now, true)
  if (!isQuoted && (agreement.quoter !== undefined || terms.windows.accept === 0)) {
    return refuse('NOT_AUTHORIZED', { signer: quoter })
  }
  const lateQuotes = checkQuotesUntil(agreement.quotesUntil, now)
  if (lateQuotes) return lateQuotes
  const short = action.fromBalance ? takeBalance(draft, terms.token, payer, paidIn(terms)) : undefined
  if (short) return short
  const next = isQuoted ? State.Accepted : State.Requested
  const deadline = now + (isQuoted ? terms.windows.fulfil : terms.windows.accept)
  draft.orders.set(order, { terms, status: enterState(NO_STATUS, next, deadline), inspection: ZERO_HASH })
  emit(draft, 'OrderFunded', { order, terms, state: next, deadline, fromBalance: action.fromBalance })
  return undefined
}

/** Seller, buyer or payer bar an order that was not funded yet, for ever. */
export function applyRevoke(draft: Draft, action: Action<'revoke'>, now: UnixSeconds): Refusal | undefined {
  const { terms, consent } = action
  const order = orderId(terms, draft.domain)
  const { state } = statusOf(draft, order)
  if (state !== State.None) return refuse('ORDER_EXISTS', { order, state })
  const refusal = checkConsent(consent, now)
  if (refusal) return refusal
  const mayRevoke = [terms.seller, terms.buyer, payerOf(terms)]
  if (!mayRevoke.some((account) => mayAct(draft, account, consent.signer, now, false))) {
    return refuse('NOT_AUTHORIZED', { signer: consent.signer })
  }
  const status = enterState(NO_STATUS, State.Settled, 0)
  draft.orders.set(order, { terms, status, inspection: ZERO_HASH })
  emitSettled(draft, order, decideEnding(terms, status, 'Revoked'))
  return undefined
}
