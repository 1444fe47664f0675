import type { Address } from '../address.ts'
import type { Hex } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import {
  accountKey,
  type Bond,
  type Book,
  type BookOrder,
  balanceOf,
  bondOf,
  isNonceUsed,
  nonceKey,
} from './book.ts'
import type { Consent } from './actions.ts'
import type { Credit, Outcome } from './endings.ts'
import type { EventFields, EventName, ProtocolEvent } from './events.ts'
import { type Refusal, refuse } from './refusals.ts'
import { Ending, enterState, State } from './state.ts'

/** A credit that an action made, and the order it came from. */
export type OrderCredit = Credit & { readonly order: Hex; readonly token: Address }

/** A copy of a book while one action is applied to it: thrown away when the action is refused. */
export type Draft = {
  domain: Book['domain']
  balances: Map<string, bigint>
  bonds: Map<string, Bond>
  orders: Map<Hex, BookOrder>
  burntNonces: Set<string>
  operators: Map<string, UnixSeconds>
  events: ProtocolEvent[]
  credits: OrderCredit[]
}

/** Opens a copy to work on. */
export function openDraft(book: Book): Draft {
  return {
    domain: book.domain,
    balances: new Map(book.balances),
    bonds: new Map(book.bonds),
    orders: new Map(book.orders),
    burntNonces: new Set(book.burntNonces),
    operators: new Map(book.operators),
    events: [],
    credits: [],
  }
}

/** The book that a draft became. */
export function closeDraft({ domain, balances, bonds, orders, burntNonces, operators }: Draft): Book {
  return { domain, balances, bonds, orders, burntNonces, operators }
}

export function emit<Name extends EventName>(draft: Draft, name: Name, args: EventFields[Name]): void {
  draft.events.push({ name, args } as ProtocolEvent)
}

export function addBalance(draft: Draft, token: Address, account: Address, amount: bigint): void {
  if (amount > 0n) draft.balances.set(accountKey(token, account), balanceOf(draft, token, account) + amount)
}

/** Takes from a balance, or says what is missing. */
export function takeBalance(
  draft: Draft,
  token: Address,
  account: Address,
  needed: bigint,
): Refusal | undefined {
  const balance = balanceOf(draft, token, account)
  if (balance < needed) return refuse('BALANCE_INSUFFICIENT', { token, account, balance, needed })
  draft.balances.set(accountKey(token, account), balance - needed)
  return undefined
}

export function changeBond(draft: Draft, token: Address, account: Address, change: Bond): void {
  const bond = bondOf(draft, token, account)
  draft.bonds.set(accountKey(token, account), {
    amount: bond.amount + change.amount,
    reserved: bond.reserved + change.reserved,
  })
}

/** What of a bond no order reserves; or what is missing. */
export function checkFreeBond(
  draft: Draft,
  token: Address,
  account: Address,
  needed: bigint,
): Refusal | undefined {
  const { amount, reserved } = bondOf(draft, token, account)
  const free = amount - reserved
  return free < needed ? refuse('BOND_INSUFFICIENT', { token, account, free, needed }) : undefined
}

/** The most that is moved at once, and that a bond holds. */
export const MAX_AMOUNT = 2n ** 128n - 1n

/** An amount that is moved; bounded, so that no sum of them overflows in the contract. */
export function checkAmount(amount: bigint): Refusal | undefined {
  if (amount <= 0n) return refuse('AMOUNT_ZERO', {})
  return amount > MAX_AMOUNT ? refuse('AMOUNT_OUT_OF_RANGE', { amount, bound: MAX_AMOUNT }) : undefined
}

export function checkConsent(consent: Consent, now: UnixSeconds): Refusal | undefined {
  return now > consent.until ? refuse('CONSENT_EXPIRED', { timestamp: now, until: consent.until }) : undefined
}

/** A signature of many quotes has a last second of its own. */
export function checkQuotesUntil(until: UnixSeconds | undefined, now: UnixSeconds): Refusal | undefined {
  return until !== undefined && now > until ? refuse('CONSENT_EXPIRED', { timestamp: now, until }) : undefined
}

/** Checks a consent and burns the nonce of a relayed one; a direct call happens once by itself and burns none. */
export function consentOnce(
  draft: Draft,
  consent: Consent,
  nonce: bigint,
  now: UnixSeconds,
): Refusal | undefined {
  const expired = checkConsent(consent, now)
  if (expired || !consent.relayed) return expired
  return burnNonce(draft, consent.signer, nonce)
}

/** Voids whatever `account` signs with `nonce`, once. */
export function burnNonce(draft: Draft, account: Address, nonce: bigint): Refusal | undefined {
  if (isNonceUsed(draft, account, nonce)) return refuse('NONCE_USED', { account, nonce })
  draft.burntNonces.add(nonceKey(account, nonce))
  emit(draft, 'NonceBurnt', { account, nonce })
  return undefined
}

/** Credits what an ending divides, lets the bond go and closes the order. Its deadline stays readable. */
export function settleOrder(draft: Draft, id: Hex, order: BookOrder, outcome: Outcome): void {
  const { terms, status } = order
  for (const credit of outcome.credits) {
    addBalance(draft, terms.token, credit.account, credit.amount)
    draft.credits.push({ ...credit, order: id, token: terms.token })
  }
  if (outcome.released > 0n) {
    changeBond(draft, terms.token, terms.seller, { amount: -outcome.bondPaid, reserved: -outcome.released })
  }
  draft.orders.set(id, { ...order, status: enterState(status, State.Settled, status.deadline) })
  emitSettled(draft, id, outcome)
}

export function emitSettled(draft: Draft, order: Hex, outcome: Outcome): void {
  emit(draft, 'OrderSettled', {
    order,
    ending: Ending[outcome.ending],
    sellerGross: outcome.sellerGross,
    fee: outcome.fee,
    bondPaid: outcome.bondPaid,
    reimbursed: outcome.reimbursed,
  })
}

/** Whether `signer` is `account`, or an operator of it where operators may act. */
export function mayAct(
  draft: Draft,
  account: Address,
  signer: Address,
  now: UnixSeconds,
  byOperator: boolean,
): boolean {
  if (/^0x0*$/.test(account)) return false
  if (account.toLowerCase() === signer.toLowerCase()) return true
  return byOperator && now <= (draft.operators.get(accountKey(account, signer)) ?? -1)
}
