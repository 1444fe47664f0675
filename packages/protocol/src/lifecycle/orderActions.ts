import type { Address } from '../address.ts'
import type { Hex } from '../bytes.ts'
import { DAY, type UnixSeconds } from '../instant.ts'
import { CLAIM_WINDOW } from '../termsRules.ts'
import { hasAttestor, payerOf } from '../terms.ts'
import type { Action, ActionFields } from './actions.ts'
import { type Act, type ActName, listActs } from './acts.ts'
import type { BookOrder } from './book.ts'
import { decideDueDefaults } from './defaults.ts'
import {
  addBalance,
  changeBond,
  checkAmount,
  checkConsent,
  checkFreeBond,
  checkQuotesUntil,
  consentOnce,
  type Draft,
  emit,
  mayAct,
  settleOrder,
  takeBalance,
} from './draft.ts'
import { decideEnding, drawBound, grossBound } from './endings.ts'
import { type Refusal, refuse } from './refusals.ts'
import { enterState, type OrderStatus, State } from './state.ts'

/** What an extension adds at most: 3 days once the goods were delivered, else 10. */
export function extensionBound(state: State): number {
  return state === State.Delivered ? 3 * DAY : 10 * DAY
}

/** What a delivery that is stated in a dispute leaves both sides to answer it. */
export const HAND_WINDOW = 3 * DAY

type ConsentedName = Exclude<ActName, 'accept' | 'settle' | 'refund'>
type Scene = { readonly id: Hex; readonly order: BookOrder; readonly act: Act; readonly now: UnixSeconds }

/** Applies the defaults that are due, each with its event. */
export function applyDueDefaults(draft: Draft, id: Hex, now: UnixSeconds): number {
  const order = draft.orders.get(id)!
  const due = decideDueDefaults(order.terms, order.status, now)
  for (const step of due) {
    if ('ends' in step.default) {
      settleOrder(
        draft,
        id,
        { ...order, status: step.status },
        decideEnding(order.terms, step.status, step.default.ends),
      )
      continue
    }
    draft.orders.set(id, { ...order, status: step.status })
    const { deadline } = step.status
    if (step.default.to === 'Backup') emit(draft, 'OrderBackup', { order: id, deadline })
    else emit(draft, 'OrderApproved', { order: id, byDefault: true, deadline })
  }
  return due.length
}

/** Anyone applies the defaults that are due, and nothing else. */
export function applyLapse(draft: Draft, action: Action<'lapse'>, now: UnixSeconds): Refusal | undefined {
  const order = draft.orders.get(action.order)
  if (!order) return refuse('ORDER_NOT_FOUND', { order: action.order })
  if (applyDueDefaults(draft, action.order, now) > 0) return undefined
  const { deadline } = order.status
  return refuse('DEADLINE_NOT_REACHED', { order: action.order, timestamp: now, deadline })
}

/** The seller accepts; another may bring its signature of the terms while the order could still be funded. */
export function applyAccept(draft: Draft, action: Action<'accept'>, now: UnixSeconds): Refusal | undefined {
  const { order: id, quoter, caller } = action
  if (!draft.orders.has(id)) return refuse('ORDER_NOT_FOUND', { order: id })
  applyDueDefaults(draft, id, now)
  const order = draft.orders.get(id)!
  const act = findAct(draft, order, 'accept', quoter, now, id)
  if ('reason' in act) return act
  const { validUntil, windows } = order.terms
  if (caller.toLowerCase() !== quoter.toLowerCase() && now > validUntil) {
    return refuse('ORDER_EXPIRED', { order: id, timestamp: now, validUntil })
  }
  const lateQuotes = checkQuotesUntil(action.quotesUntil, now)
  if (lateQuotes) return lateQuotes
  const deadline = now + windows.fulfil
  draft.orders.set(id, { ...order, status: enterState(order.status, State.Accepted, deadline) })
  emit(draft, 'OrderAccepted', { order: id, deadline })
  return undefined
}

/** Both sides end the order at the seller's gross that both name. */
export function applySettle(draft: Draft, action: Action<'settle'>, now: UnixSeconds): Refusal | undefined {
  const { order: id, sellerTotal, buyer, seller } = action
  const expired = buyer && checkConsent(buyer.consent, now)
  if (expired) return expired
  const order = catchUp(draft, id, action.state, now)
  if ('reason' in order) return order
  const { terms, status } = order
  if (listActs(terms, status.state).every((act) => act.action !== 'settle')) {
    return refuse('ACTION_NOT_POSSIBLE', { order: id, state: status.state })
  }
  const sides = [
    { account: terms.buyer, offer: buyer },
    { account: terms.seller, offer: seller },
  ]
  for (const { account, offer } of sides) {
    if (offer && !mayAct(draft, account, offer.consent.signer, now, false)) {
      return refuse('NOT_AUTHORIZED', { signer: offer.consent.signer })
    }
  }
  const bound = grossBound(terms, status, 'Settlement')
  if (sellerTotal < 0n || sellerTotal > bound)
    return refuse('AMOUNT_OUT_OF_RANGE', { amount: sellerTotal, bound })
  for (const { account, offer } of sides) {
    if (!offer) return refuse('SIGNATURE_INVALID', { signer: account })
    const refusal = consentOnce(draft, offer.consent, offer.nonce, now)
    if (refusal) return refusal
  }
  settleOrder(draft, id, order, decideEnding(terms, status, 'Settlement', sellerTotal))
  return undefined
}

/** The seller gives back to the payer from its own balance, in any state. */
export function applyRefund(draft: Draft, action: Action<'refund'>, now: UnixSeconds): Refusal | undefined {
  const { order: id, amount, nonce, consent } = action
  const order = catchUp(draft, id, action.state, now)
  if ('reason' in order) return order
  const act = findAct(draft, order, 'refund', consent.signer, now, id)
  if ('reason' in act) return act
  const { terms } = order
  const refusal =
    checkAmount(amount) ??
    consentOnce(draft, consent, nonce, now) ??
    takeBalance(draft, terms.token, terms.seller, amount)
  if (refusal) return refusal
  const payer = payerOf(terms)
  addBalance(draft, terms.token, payer, amount)
  draft.credits.push({ order: id, token: terms.token, party: 'payer', account: payer, amount })
  emit(draft, 'OrderRefunded', { order: id, amount })
  return undefined
}

/** Any other act on a funded order: the table of acts says who and when, {@link EFFECTS} what it changes. */
export function applyAct(draft: Draft, action: Action<ConsentedName>, now: UnixSeconds): Refusal | undefined {
  const { order: id, consent } = action
  const expired = checkConsent(consent, now)
  if (expired) return expired
  const order = catchUp(draft, id, action.state, now)
  if ('reason' in order) return order
  const act = findAct(draft, order, action.action, consent.signer, now, id)
  if ('reason' in act) return act
  const effect = EFFECTS[action.action] as (draft: Draft, scene: Scene, action: object) => Refusal | undefined
  return effect(draft, { id, order, act, now }, action)
}

/** The order once the defaults that are due were applied, if it is then in the state that is meant. */
function catchUp(draft: Draft, id: Hex, meant: State, now: UnixSeconds): BookOrder | Refusal {
  if (!draft.orders.has(id)) return refuse('ORDER_NOT_FOUND', { order: id })
  applyDueDefaults(draft, id, now)
  const order = draft.orders.get(id)!
  const { state } = order.status
  return state === meant ? order : refuse('STATE_MISMATCH', { order: id, actual: state, meant })
}

function findAct(
  draft: Draft,
  { terms, status }: BookOrder,
  name: ActName,
  signer: Address,
  now: UnixSeconds,
  order: Hex,
): Act | Refusal {
  const acts = listActs(terms, status.state).filter((act) => act.action === name)
  if (acts.length === 0) return refuse('ACTION_NOT_POSSIBLE', { order, state: status.state })
  const act = acts.find(({ by, operators = [] }) =>
    by.some((party) => mayAct(draft, terms[party], signer, now, operators.includes(party))),
  )
  return act ?? refuse('NOT_AUTHORIZED', { signer })
}

/** Writes the status after an act that the table sends to another state; answers its deadline. */
function advance(
  draft: Draft,
  { id, order, act, now }: Scene,
  change: Partial<OrderStatus> = {},
): UnixSeconds {
  const next = act.next as Extract<Act['next'], { to: string }>
  const entered = enterState(order.status, State[next.to], now + order.terms.windows[next.window])
  const status = { ...entered, ...change }
  draft.orders.set(id, { ...order, status })
  return status.deadline
}

/** Writes the status after an act that stays in its state. */
function amend(draft: Draft, { id, order }: Scene, change: Partial<OrderStatus>): void {
  draft.orders.set(id, { ...order, status: { ...order.status, ...change } })
}

type Effects = {
  readonly [Name in ConsentedName]: (
    draft: Draft,
    scene: Scene,
    action: ActionFields[Name],
  ) => Refusal | undefined
}

/** What each act checks of its values, and what it changes. */
const EFFECTS: Effects = {
  inspect(draft, scene, { record }) {
    const deadline = advance(draft, scene)
    draft.orders.set(scene.id, { ...draft.orders.get(scene.id)!, inspection: record })
    emit(draft, 'OrderInspected', { order: scene.id, record, deadline })
    return undefined
  },

  approve(draft, scene, { inspection }) {
    const { id, order } = scene
    if (order.inspection.toLowerCase() !== inspection.toLowerCase()) {
      return refuse('INSPECTION_MISMATCH', { order: id, actual: order.inspection, meant: inspection })
    }
    const deadline = advance(draft, scene)
    emit(draft, 'OrderApproved', { order: id, byDefault: false, deadline })
    return undefined
  },

  reject: openDispute,
  dispute: openDispute,

  ship(draft, scene, { record }) {
    const { terms, status } = scene.order
    const deadline = advance(draft, scene, { shipped: true, handed: status.handed || !hasAttestor(terms) })
    emit(draft, 'OrderShipped', { order: scene.id, record, deadline })
    return undefined
  },

  deliver(draft, scene, { record }) {
    const { id, order, act, now } = scene
    if (act.next !== 'stays') {
      const deadline = advance(draft, scene, { handed: true })
      emit(draft, 'OrderDelivered', { order: id, record, deadline })
      return undefined
    }
    if (!order.status.shipped) return refuse('NOT_SHIPPED', { order: id })
    if (order.status.handed) return refuse('ALREADY_HANDED', { order: id })
    const deadline = Math.max(order.status.deadline, now + HAND_WINDOW)
    amend(draft, scene, { handed: true, deadline })
    emit(draft, 'OrderHanded', { order: id, record, deadline })
    return undefined
  },

  confirm(draft, { id, order }, { claimed: meant }) {
    const actual = order.status.claimed
    if (actual !== meant) return refuse('CLAIM_MISMATCH', { order: id, actual, meant })
    settleOrder(draft, id, order, decideEnding(order.terms, order.status, 'Earned'))
    return undefined
  },

  cancel(draft, { id, order }) {
    settleOrder(draft, id, order, decideEnding(order.terms, order.status, 'Refund'))
    return undefined
  },

  extend(draft, scene, { extraSeconds }) {
    const { id, order } = scene
    if (order.status.extended) return refuse('ALREADY_EXTENDED', { order: id })
    const bound = extensionBound(order.status.state)
    if (extraSeconds <= 0 || extraSeconds > bound) {
      return refuse('EXTENSION_OUT_OF_RANGE', { order: id, extraSeconds, bound })
    }
    const deadline = order.status.deadline + extraSeconds
    amend(draft, scene, { extended: true, deadline })
    emit(draft, 'OrderExtended', { order: id, deadline })
    return undefined
  },

  escalate(draft, scene, { consent }) {
    const { id, order } = scene
    const { terms } = order
    const short = takeBalance(draft, terms.token, consent.signer, terms.arbiterFee)
    if (short) return short
    const escalatedByBuyer = consent.signer.toLowerCase() === terms.buyer.toLowerCase()
    const deadline = advance(draft, scene, { escalatedByBuyer })
    emit(draft, 'OrderEscalated', { order: id, by: consent.signer, deadline })
    return undefined
  },

  rule(draft, { id, order }, { sellerGross }) {
    const bound = grossBound(order.terms, order.status, 'Ruling')
    if (sellerGross < 0n || sellerGross > bound)
      return refuse('AMOUNT_OUT_OF_RANGE', { amount: sellerGross, bound })
    settleOrder(draft, id, order, decideEnding(order.terms, order.status, 'Ruling', sellerGross))
    return undefined
  },

  claim(draft, scene, { total, document }) {
    const { id, order, now } = scene
    const { terms, status } = order
    if (total <= status.claimed || total > terms.atCost) {
      return refuse('CLAIM_OUT_OF_RANGE', { order: id, total, claimed: status.claimed, atCost: terms.atCost })
    }
    const deadline = isPaidByClock(order) ? Math.max(status.deadline, now + CLAIM_WINDOW) : status.deadline
    amend(draft, scene, { claimed: total, deadline })
    emit(draft, 'OrderClaimed', { order: id, total, document, deadline })
    return undefined
  },

  draw(draft, scene, { total, record }) {
    const { id, order } = scene
    const { terms, status } = order
    const bound = drawBound(terms, status.claimed)
    if (total <= status.drawn || total > bound) {
      return refuse('DRAW_OUT_OF_RANGE', { order: id, total, drawn: status.drawn, bound })
    }
    const amount = total - status.drawn
    const short = checkFreeBond(draft, terms.token, terms.seller, amount)
    if (short) return short
    changeBond(draft, terms.token, terms.seller, { amount: 0n, reserved: amount })
    addBalance(draft, terms.token, terms.seller, amount)
    draft.credits.push({ order: id, token: terms.token, party: 'seller', account: terms.seller, amount })
    amend(draft, scene, { drawn: total })
    emit(draft, 'OrderDrawn', { order: id, total, record })
    return undefined
  },
}

function openDispute(draft: Draft, scene: Scene, { record, consent }: ActionFields['dispute']): undefined {
  const { terms, status } = scene.order
  const floor = status.state === State.Shipped && hasAttestor(terms) ? status.deadline : 0
  const deadline = advance(draft, scene, { deadline: Math.max(floor, scene.now + terms.windows.dispute) })
  emit(draft, 'OrderDisputed', { order: scene.id, by: consent.signer, record, deadline })
}

/** Whether the state's default pays the seller, so that a claim must leave the buyer time to look at it. */
function isPaidByClock({ terms, status: { state } }: BookOrder): boolean {
  if (state === State.Delivered) return true
  return hasAttestor(terms) ? state === State.Approved : state === State.Shipped
}
