import { type Address, isZeroAddress } from '../address.ts'
import type { Seconds, UnixSeconds } from '../instant.ts'
import { earnable, type Order, PARTIES, type Party, paidIn, payerOf } from '../terms.ts'
import { type Act, type ActName, listActs, type Next } from './acts.ts'
import { decideDefault, decideDueDefaults, decideFinalDefault } from './defaults.ts'
import { decideEnding, drawBound, grossBound, type Outcome } from './endings.ts'
import { extensionBound } from './orderActions.ts'
import {
  type EndingName,
  enterState,
  isEscalated,
  isLive,
  type OrderStatus,
  State,
  STATE_NAMES,
  type StateName,
} from './state.ts'

/** What a party may do now. */
export type PossibleAct = {
  readonly action: ActName
  /** An operator of the party may do it too. */
  readonly byOperator: boolean
  /** It counts only together with the other side: `settle`. */
  readonly together: boolean
  readonly next: Next
}

/** A party of the order. */
export type PartyView = {
  readonly account: Address
  readonly acts: readonly PossibleAct[]
}

/** An order as it stands at an instant: what the clock, each party and each ending would do. */
export type OrderDescription = {
  /** The status with the defaults applied that are due at `now`, whether or not anybody lapsed them. */
  readonly status: OrderStatus
  readonly state: StateName
  /** Some default is due and not applied on the ledger yet. */
  readonly isLapsable: boolean
  /** Set when a due default ended the order: how. The amounts are the ledger's once anybody lapses it. */
  readonly dueEnding?: Outcome
  /** The next thing the clock does; nothing once the order ended. */
  readonly next?: { readonly at: UnixSeconds; readonly default: Exclude<Next, 'stays'> }
  /** How the order ends if nobody acts any more. */
  readonly byClock?: { readonly at: UnixSeconds; readonly outcome: Outcome }
  /** The parties that are named. */
  readonly parties: { readonly [Name in Party]?: PartyView }
  /** What each ending that can still come would pay, if it came now. */
  readonly endings: { readonly [Name in EndingName]?: Outcome }
  readonly money: OrderMoney
  /** The highest gross of the endings that people name, where they can come now. */
  readonly bounds: { readonly [Name in 'Settlement' | 'Ruling']?: bigint }
}

/** The money bar: P = held + drawn while the order lives. */
export type OrderMoney = {
  readonly paidIn: bigint
  readonly earnable: bigint
  readonly claimed: bigint
  /** What may still be claimed with documents. */
  readonly claimable: bigint
  readonly drawn: bigint
  /** What may still be drawn, if the bond allows. */
  readonly drawable: bigint
  readonly held: bigint
  /** The arbiter's fee that one side posted. */
  readonly posted: bigint
  /** Seconds that the buyer may still add in this state. */
  readonly extendable: Seconds
}

/**
 * What each party may do now, what each ending would pay each of them, the next deadline and its default. On the
 * ledger `OrderLens.describe` answers the same.
 *
 * @param status - As the ledger has it; defaults that are due at `now` are applied before anything is said.
 * @see docs/specs/lens.md
 */
export function describeOrder(terms: Order, status: OrderStatus, now: UnixSeconds): OrderDescription {
  const due = decideDueDefaults(terms, status, now)
  const last = due.at(-1)
  const ended = last && 'ends' in last.default ? last.default.ends : undefined
  const before = last ? last.status : status
  const current = ended ? enterState(before, State.Settled, before.deadline) : before
  const next = decideDefault(terms, current)
  const final = decideFinalDefault(terms, current)
  return {
    status: current,
    state: STATE_NAMES[current.state]!,
    isLapsable: due.length > 0,
    ...(ended && { dueEnding: decideEnding(terms, before, ended) }),
    ...(next && { next: { at: current.deadline, default: next } }),
    ...(final && { byClock: { at: final.at, outcome: decideEnding(terms, final.status, final.ending) } }),
    parties: describeParties(terms, current),
    endings: describeEndings(terms, current),
    money: describeMoney(terms, current),
    bounds: describeBounds(terms, current),
  }
}

function describeParties(terms: Order, status: OrderStatus): OrderDescription['parties'] {
  const acts = listActs(terms, status.state).filter((act) => isOpen(act, terms, status))
  const views = PARTIES.flatMap((party) => {
    const account = party === 'payer' ? payerOf(terms) : terms[party]
    if (isZeroAddress(account)) return []
    const own = acts.filter(({ by }) => by.includes(party)).map((act) => describeAct(act, party))
    return [[party, { account, acts: own }] as const]
  })
  return Object.fromEntries(views)
}

function describeAct({ action, operators = [], next }: Act, party: Party): PossibleAct {
  return { action, byOperator: operators.includes(party), together: action === 'settle', next }
}

/** Whether an act of the table can still be done: some can be done once, or up to a bound. */
function isOpen({ action, next }: Act, terms: Order, status: OrderStatus): boolean {
  switch (action) {
    case 'extend':
      return !status.extended
    case 'claim':
      return status.claimed < terms.atCost
    case 'draw':
      return status.drawn < drawBound(terms, status.claimed)
    case 'deliver':
      return next !== 'stays' || (status.shipped && !status.handed)
    default:
      return true
  }
}

function describeEndings(terms: Order, status: OrderStatus): OrderDescription['endings'] {
  const names = new Set<EndingName>()
  for (const { next } of listActs(terms, status.state)) {
    if (next !== 'stays' && 'ends' in next && next.ends !== 'Settlement' && next.ends !== 'Ruling')
      names.add(next.ends)
  }
  const final = decideFinalDefault(terms, status)
  if (final) names.add(final.ending)
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      decideEnding(terms, name === final?.ending ? { ...status, state: final.status.state } : status, name),
    ]),
  )
}

function describeBounds(terms: Order, status: OrderStatus): OrderDescription['bounds'] {
  const acts = listActs(terms, status.state).map(({ action }) => action)
  return {
    ...(acts.includes('settle') && { Settlement: grossBound(terms, status, 'Settlement') }),
    ...(acts.includes('rule') && { Ruling: grossBound(terms, status, 'Ruling') }),
  }
}

function describeMoney(terms: Order, status: OrderStatus): OrderMoney {
  const live = isLive(status.state)
  const bound = drawBound(terms, status.claimed)
  const acts = listActs(terms, status.state).map(({ action }) => action)
  return {
    paidIn: paidIn(terms),
    earnable: earnable(terms, status.claimed),
    claimed: status.claimed,
    claimable: acts.includes('claim') ? terms.atCost - status.claimed : 0n,
    drawn: status.drawn,
    drawable: acts.includes('draw') && bound > status.drawn ? bound - status.drawn : 0n,
    held: live ? paidIn(terms) - status.drawn : 0n,
    posted: isEscalated(status.state) ? terms.arbiterFee : 0n,
    extendable: acts.includes('extend') && !status.extended ? extensionBound(status.state) : 0,
  }
}
