import {
  applyAction,
  type Book,
  type BookOrder,
  balanceOf,
  bondOf,
  decideFinalDefault,
  ENDING_NAMES,
  type EndingName,
  type EventFields,
  type Hex,
  isEscalated,
  isLive,
  type Order,
  type OrderStatus,
  paidIn,
  STATE_NAMES,
  type StateName,
  type UnixSeconds,
} from '../../src/index.ts'
import { VECTOR_TOKEN } from '../../vectors/stage.ts'
import { CALLER_ACCOUNTS } from '../../vectors/shapes.ts'
import type { Amounts } from './amounts.ts'
import type { Expected } from './expected.ts'
import { grantOf, type Move } from './moves.ts'

/** An order of the abstract machine, by one concrete order that stands for all like it. */
export type Node = {
  readonly key: string
  readonly book: Book
  readonly order: BookOrder
  readonly now: UnixSeconds
}

/** Thrown where the engine is not what the table or the specification says. */
export class ExplorationError extends Error {
  readonly code = 'EXPLORATION'
  readonly retryable = false
  constructor({ at, problem }: { at: string; problem: string }) {
    super(`${at}: ${problem}`)
    this.name = 'ExplorationError'
  }
}

/** An action that was done. */
export type Done = Extract<ReturnType<typeof applyAction>, { status: 'done' }>

/** What a step did is what its line says: the next state, its deadline, the ending, and money that adds up. */
export function checkStep({
  at,
  id,
  terms,
  move,
  amounts,
  now,
  expected: { next },
  before,
  decision,
  book,
}: {
  at: string
  id: Hex
  terms: Order
  move: Move
  amounts: Amounts
  now: UnixSeconds
  expected: Extract<Expected, { done: true }>
  before: OrderStatus
  decision: Done
  book: Book
}): void {
  const fail = (problem: string) => {
    throw new ExplorationError({ at, problem })
  }
  const after = decision.book.orders.get(id)!.status
  const target: StateName =
    next === 'stays' ? STATE_NAMES[before.state]! : 'ends' in next ? 'Settled' : next.to
  if (STATE_NAMES[after.state] !== target) fail(`leads to ${STATE_NAMES[after.state]}, not ${target}`)
  if (after.state < before.state) fail('goes back')
  if (after.claimed < before.claimed || after.drawn < before.drawn) fail('a running total fell')
  if (after.state !== before.state && after.extended) fail('an extension outlives its state')
  if (next !== 'stays' && 'ends' in next) {
    const settled = decision.events.find(({ name }) => name === 'OrderSettled')
    const ending = ENDING_NAMES[(settled!.args as EventFields['OrderSettled']).ending]
    if (ending !== next.ends) fail(`ends as ${ending}`)
  } else {
    const entered = next !== 'stays'
    const window = entered ? terms.windows[next.window] : 0
    const grant = entered ? 0 : grantOf(move, amounts)
    if (after.deadline > before.deadline + window + grant) fail('the deadline moves further than was granted')
    if (after.deadline < (entered ? now + window : before.deadline)) fail('the deadline is shortened')
  }
  checkWealth(at, terms, book, decision.book, id)
  checkCredits(at, terms, book.orders.get(id)!.status, decision, id)
}

function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

/** What the contract keeps for an order: the money that was not drawn, and the arbiter's fee that is posted. */
function keptFor(terms: Order, { state, drawn }: OrderStatus): bigint {
  return (isLive(state) ? paidIn(terms) - drawn : 0n) + (isEscalated(state) ? terms.arbiterFee : 0n)
}

function wealthOf(terms: Order, book: Book, id: Hex): bigint {
  const bonds = [...book.bonds.values()].map(({ amount }) => amount)
  return sum(book.balances.values()) + sum(bonds) + keptFor(terms, book.orders.get(id)!.status)
}

export function checkWealth(at: string, terms: Order, before: Book, after: Book, id: Hex): void {
  const change = wealthOf(terms, after, id) - wealthOf(terms, before, id)
  if (change !== 0n) throw new ExplorationError({ at, problem: `${change} base units appeared` })
  const { amount, reserved } = bondOf(after, VECTOR_TOKEN, terms.seller)
  const { state, drawn } = after.orders.get(id)!.status
  if (reserved !== (isLive(state) ? drawn : 0n) || reserved > amount)
    throw new ExplorationError({ at, problem: `the bond reserves ${reserved} of ${amount}` })
}

/** An ending credits what was held, what the bond pays and what was posted, and nothing else. */
function checkCredits(at: string, terms: Order, before: OrderStatus, decision: Done, id: Hex): void {
  const settled = decision.events.find(({ name }) => name === 'OrderSettled')
  if (!settled) return
  const { bondPaid } = settled.args as EventFields['OrderSettled']
  const refunded = sum(
    decision.events.flatMap(({ name, args }) =>
      name === 'OrderRefunded' ? [(args as EventFields['OrderRefunded']).amount] : [],
    ),
  )
  const after = decision.book.orders.get(id)!.status
  const posted = isEscalated(before.state) ? terms.arbiterFee : 0n
  const credited = sum(decision.credits.map(({ amount }) => amount)) - refunded
  const owed = paidIn(terms) - after.drawn + bondPaid + posted
  if (credited !== owed) throw new ExplorationError({ at, problem: `credits ${credited}, not ${owed}` })
}

/** Strangers' calls of `lapse` alone settle the order, each at the second after the deadline, as was foretold. */
export function checkClock(
  { key, book, order }: Node,
  id: Hex,
  end: (from: StateName, ending: EndingName) => void,
): void {
  if (!isLive(order.status.state)) return
  const { terms, status } = order
  const fail = (problem: string): never => {
    throw new ExplorationError({ at: `${key} | by the clock`, problem })
  }
  const foretold = decideFinalDefault(terms, status)!
  let current = book
  let deadline = status.deadline
  let last: StateName = STATE_NAMES[status.state]!
  for (let from = status; isLive(from.state); from = current.orders.get(id)!.status) {
    const decision = applyAction(current, { action: 'lapse', order: id }, from.deadline + 1)
    if (decision.status === 'refused') throw fail(decision.reason)
    const after = decision.book.orders.get(id)!.status
    if (after.state <= from.state) fail('the clock goes back')
    last = STATE_NAMES[from.state]!
    deadline = from.deadline
    current = decision.book
  }
  if (deadline !== foretold.at) fail(`ends at ${deadline}, not ${foretold.at}`)
  end(last, foretold.ending)
  const once = applyAction(book, { action: 'lapse', order: id }, foretold.at + 1)
  const isSame =
    once.status === 'done' &&
    CALLER_ACCOUNTS.every(
      (account) => balanceOf(once.book, VECTOR_TOKEN, account) === balanceOf(current, VECTOR_TOKEN, account),
    )
  if (!isSame) fail('pays otherwise when it is lapsed late')
}
