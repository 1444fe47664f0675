import type { Address } from '../address.ts'
import type { Hex } from '../bytes.ts'
import { MAX_INSTANT, type UnixSeconds } from '../instant.ts'
import type { Action, ActionName } from '../lifecycle/actions.ts'
import { type Book, balanceOf, bondOf, createBook, statusOf } from '../lifecycle/book.ts'
import { decideDueDefaults } from '../lifecycle/defaults.ts'
import type { OrderCredit } from '../lifecycle/draft.ts'
import { applyAction, type Decision } from '../lifecycle/engine.ts'
import type { ProtocolEvent } from '../lifecycle/events.ts'
import type { Refusal } from '../lifecycle/refusals.ts'
import { isLive, STATE_NAMES, State, type StateName } from '../lifecycle/state.ts'
import { type Order, PARTIES, type Party, payerOf } from '../terms.ts'
import { orderId } from '../typedData/hash.ts'
import { type History, type HistoryStep, readFields } from './history.ts'

/** What became of one step. */
export type SimulatedStep = {
  readonly at: UnixSeconds
  readonly by: Address
  readonly action: ActionName
  readonly decision: 'done' | 'refused'
  readonly refusal?: Refusal
  readonly state: StateName
  /** Last second of the present state; nothing once the order ended. */
  readonly deadline?: UnixSeconds
  readonly events: readonly ProtocolEvent[]
}

/** What an account has at the end. */
export type FinalHolding = {
  readonly account: Address
  /** The account's parts in the order; empty for others. */
  readonly parties: readonly Party[]
  readonly balance: bigint
  readonly bond: bigint
  readonly reserved: bigint
}

/** A history played to its end. */
export type Simulation = {
  readonly order: Hex
  readonly steps: readonly SimulatedStep[]
  /** What the order added to balances, one by one, draws and refunds included. */
  readonly credits: readonly OrderCredit[]
  readonly holdings: readonly FinalHolding[]
  readonly book: Book
}

/**
 * Plays a history through the lifecycle. A step without `state` is meant in the state that the order is in then,
 * due defaults applied; one without `until` never runs out; one is a call of `by` itself, whose nonce does not count,
 * unless `relayed` is true; a `settle` is agreed by both unless `cosigned` is false.
 *
 * @throws HistoryFormatError if a field of an action is missing or cannot be read.
 */
export function simulateHistory(history: History): Simulation {
  const { domain, terms } = history
  const order = orderId(terms, domain)
  let book = createBook({ domain, balances: history.balances, bonds: history.bonds })
  const credits: OrderCredit[] = []
  const steps = history.steps.map((step, index) => {
    const action = buildAction(step, `actions[${index}]`, { book, order, terms, index })
    const decision = applyAction(book, action, step.at)
    if (decision.status === 'done') {
      book = decision.book
      credits.push(...decision.credits)
    }
    return tellStep(step, decision, book, order)
  })
  return { order, steps, credits, holdings: listHoldings(book, terms), book }
}

function tellStep(step: HistoryStep, decision: Decision, book: Book, order: Hex): SimulatedStep {
  const { state, deadline } = statusOf(book, order)
  return {
    at: step.at,
    by: step.by,
    action: step.action,
    decision: decision.status,
    ...(decision.status === 'refused' && { refusal: decision }),
    state: STATE_NAMES[state]!,
    ...(isLive(state) && { deadline }),
    events: decision.status === 'done' ? decision.events : [],
  }
}

function listHoldings(book: Book, terms: Order): FinalHolding[] {
  const prefix = `${terms.token}/`.toLowerCase()
  const keys = new Set(
    [...book.balances.keys(), ...book.bonds.keys()].filter((key) => key.startsWith(prefix)),
  )
  return [...keys].map((key) => {
    const account = key.slice(prefix.length) as Address
    const bond = bondOf(book, terms.token, account)
    const parties = PARTIES.filter(
      (party) => (party === 'payer' ? payerOf(terms) : terms[party]).toLowerCase() === account,
    )
    return {
      account,
      parties,
      balance: balanceOf(book, terms.token, account),
      bond: bond.amount,
      reserved: bond.reserved,
    }
  })
}

type Reader = ReturnType<typeof readFields>
type Scene = { readonly book: Book; readonly order: Hex; readonly terms: Order; readonly index: number }

/** Builds an engine's action from the fields of a step. */
function buildAction(step: HistoryStep, path: string, scene: Scene): Action {
  const read = readFields(step.fields, path, scene.terms)
  const action = readAction(step, read, scene)
  read.finish()
  return action
}

function readAction({ at: now, by, action: name }: HistoryStep, read: Reader, scene: Scene): Action {
  const { book, order, terms, index } = scene
  const relayed = read.flag('relayed', false)
  const consent = { signer: by, until: read.integer('until', MAX_INSTANT), relayed }
  const nonce = read.amount('nonce', BigInt(index))
  const state = read.state(meantState(book, order, now))
  const onOrder = { order, state, consent }
  switch (name) {
    case 'deposit':
      return {
        action: name,
        token: terms.token,
        amount: read.amount('amount'),
        recipient: read.party('recipient', by),
      }
    case 'withdraw':
    case 'postBond':
    case 'withdrawBond':
      return {
        action: name,
        token: terms.token,
        amount: read.amount('amount'),
        recipient: read.party('recipient', by),
        nonce,
        consent,
      }
    case 'setOperator':
      return {
        action: name,
        operator: read.party('operator'),
        operatorUntil: read.integer('operatorUntil', MAX_INSTANT),
        nonce,
        consent,
      }
    case 'burnNonce':
      return { action: name, nonce: read.amount('nonce'), consent }
    case 'fund': {
      const agreement = {
        buyer: read.flag('buyerAgreed', true),
        quoter: read.flag('agreed', false) ? terms.seller : undefined,
      }
      return { action: name, terms, fromBalance: read.flag('fromBalance', true), agreement, consent }
    }
    case 'revoke':
      return { action: name, terms, consent }
    case 'accept':
      return { action: name, order, quoter: read.party('quoter', by), caller: by }
    case 'inspect':
    case 'reject':
    case 'ship':
    case 'deliver':
    case 'dispute':
      return { action: name, ...onOrder, record: read.hash('record') }
    case 'approve':
      return {
        action: name,
        ...onOrder,
        inspection: read.hash('inspection', book.orders.get(order)?.inspection),
      }
    case 'confirm':
      return { action: name, ...onOrder, claimed: read.amount('claimed', statusOf(book, order).claimed) }
    case 'cancel':
    case 'escalate':
      return { action: name, ...onOrder }
    case 'extend':
      return { action: name, ...onOrder, extraSeconds: read.integer('extraSeconds') }
    case 'rule':
      return { action: name, ...onOrder, sellerGross: read.amount('sellerGross') }
    case 'settle': {
      const cosigned = read.flag('cosigned', true)
      const offer = (party: 'buyer' | 'seller') => {
        const isOwn = by.toLowerCase() === terms[party].toLowerCase()
        if (!isOwn && !cosigned) return undefined
        return { nonce, consent: { ...consent, signer: terms[party], relayed: relayed || !isOwn } }
      }
      const sellerTotal = read.amount('sellerTotal')
      return { action: name, order, state, sellerTotal, buyer: offer('buyer'), seller: offer('seller') }
    }
    case 'claim':
      return { action: name, ...onOrder, total: read.amount('total'), document: read.hash('document') }
    case 'draw':
      return { action: name, ...onOrder, total: read.amount('total'), record: read.hash('record') }
    case 'refund':
      return { action: name, ...onOrder, amount: read.amount('amount'), nonce }
    case 'lapse':
      return { action: name, order }
  }
}

/** The state that the order is in at `now`, whether or not anybody lapsed it. */
function meantState(book: Book, order: Hex, now: UnixSeconds): State {
  const found = book.orders.get(order)
  if (!found) return State.None
  const last = decideDueDefaults(found.terms, found.status, now).at(-1)
  if (!last) return found.status.state
  return 'ends' in last.default ? State.Settled : last.status.state
}
