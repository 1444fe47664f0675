import {
  applyAction,
  type Book,
  type BookOrder,
  decideDueDefaults,
  describeOrder,
  enterState,
  type Hex,
  isLive,
  isSameAddress,
  type Order,
  type OrderStatus,
  orderId,
  payerOf,
  State,
  STATE_NAMES,
  type UnixSeconds,
} from '../../src/index.ts'
import { accountOf, VECTOR_DOMAIN } from '../../vectors/stage.ts'
import { CALLER_ACCOUNTS, type Caller, CALLERS, createStage, FUNDED_AT } from '../../vectors/shapes.ts'
import { type Amounts, abstractStatus } from './amounts.ts'
import { checkClock, checkStep, checkWealth, type Done, ExplorationError, type Node } from './checks.ts'
import { type Expected, linesOf, nameLine, readTable } from './expected.ts'
import { checkEnding, checkForetold, checkOffers, type Did } from './told.ts'
import { isFirst, MOVES, type Move, toMoveAction } from './moves.ts'

/** The instants at which everything is tried in a state, and one at which only `lapse` is: every clock ran out. */
type When = 'on entry' | 'at the deadline' | 'a second late' | 'long after'

/** What was found for terms of one shape. */
export type Exploration = {
  /** From state, instant, move and caller to what it leads to; refusals are not in it. */
  readonly transitions: ReadonlyMap<string, string>
  readonly states: ReadonlySet<string>
  readonly refusals: number
  /** Lines of the table that were done, with who did them; `state default to` for each default. */
  readonly shown: ReadonlySet<string>
  /** `state ending` for each way in which an order ended. */
  readonly endings: ReadonlySet<string>
}

/**
 * Plays every sequence of acts, callers and deadline crossings on an order of these terms, breadth first, until no
 * new state appears. An order is told from another by its state, flags and how far its running totals are
 * ({@link abstractStatus}); the first that is found stands for all of its kind. That no other member of a kind
 * answers otherwise is shown by exploring twice, with amounts that share no value.
 *
 * @throws ExplorationError at the first answer that is not the table's, the first base unit that appears or
 * vanishes, the first order that third parties cannot end, and where `describeOrder` told otherwise.
 */
export function exploreLifecycle(terms: Order, amounts: Amounts): Exploration {
  const id = orderId(terms, VECTOR_DOMAIN)
  const seen = new Map<string, Node>()
  const queue: Node[] = []
  const transitions = new Map<string, string>()
  const shown = new Set<string>()
  const endings = new Set<string>()
  const callers = callersOf(terms)
  let refusals = 0

  const visit = (book: Book, now: UnixSeconds): string => {
    const order = book.orders.get(id)!
    const key = abstractStatus(terms, order.status)
    if (!seen.has(key)) {
      const node = { key, book, order, now }
      seen.set(key, node)
      queue.push(node)
    }
    return key
  }

  for (const [name, book] of openings(terms, id)) transitions.set(name, visit(book, FUNDED_AT))

  while (queue.length > 0) {
    const node = queue.shift()!
    checkClock(node, id, (from, ending) => endings.add(`${from} ${ending}`))
    for (const [when, now] of instantsOf(node)) {
      const due = decideDueDefaults(terms, node.order.status, now)
      if (due.length > 0 !== isPast(node.order.status, now))
        throw new ExplorationError({ at: `${node.key} | ${when}`, problem: `${due.length} defaults are due` })
      const status = statusAfter(node.order.status, due)
      const told = describeOrder(terms, node.order.status, now)
      const lapsed = tryLapse(node, id, now, due.length > 0)
      if (told.isLapsable !== (lapsed !== undefined))
        throw new ExplorationError({
          at: `${node.key} | ${when}`,
          problem: 'told otherwise whether it can lapse',
        })
      checkForetold(`${node.key} | ${when} | lapse`, told.dueEnding, lapsed?.credits ?? [])
      if (lapsed) {
        transitions.set(`${node.key} | ${when} | lapse`, visit(lapsed.book, now))
        for (const { from, default: next } of due)
          shown.add(`${STATE_NAMES[from]} default ${'ends' in next ? next.ends : next.to}`)
      }
      if (when === 'long after') {
        const { byClock, endings: foretold } = describeOrder(terms, node.order.status, node.now)
        checkForetold(`${node.key} | by the clock`, byClock?.outcome, lapsed?.credits ?? [])
        checkForetold(`${node.key} | its ending`, foretold[byClock!.outcome.ending], lapsed?.credits ?? [])
        continue
      }
      const lines = linesOf(terms, status.state)
      const did: Did = new Map()
      for (const move of MOVES) {
        for (const [caller, signer] of callers) {
          const at = `${node.key} | ${when} | ${move.name} | ${caller}`
          const found = { ...node.order, status }
          const attempt = { signer, meant: status.state, now }
          const expected = readTable(lines, terms, status, move, signer, amounts)
          // Who may not act at all tries one set of values; the others would be refused unread.
          if (!expected.done && !expected.read && !isFirst(move)) continue
          const decision = applyAction(node.book, toMoveAction(move, id, found, amounts, attempt), now)
          if (decision.status === 'refused') {
            if (expected.done || decision.reason !== expected.reason)
              throw new ExplorationError({ at, problem: `${decision.reason}, not ${tell(expected)}` })
            refusals += 1
            continue
          }
          if (!expected.done) throw new ExplorationError({ at, problem: `done, not ${expected.reason}` })
          checkStep({
            at,
            id,
            terms,
            move,
            amounts,
            now,
            expected,
            before: status,
            decision,
            book: node.book,
          })
          did.set(caller, (did.get(caller) ?? new Set()).add(move.action))
          shown.add(`${nameLine(expected.line)} by ${expected.by}`)
          if (expected.next !== 'stays' && 'ends' in expected.next) {
            endings.add(`${STATE_NAMES[status.state]} ${expected.next.ends}`)
            const paid = decision.credits.slice(lapsed?.credits.length ?? 0)
            checkEnding(at, told, expected.next, paid, move.amount?.(terms, status, amounts))
          }
          transitions.set(at, visit(decision.book, now))
          if (when === 'on entry')
            refusals += refuseElsewhere(node, move, id, found, amounts, { ...attempt, at })
        }
      }
      checkOffers(`${node.key} | ${when}`, told, did)
    }
  }
  return { transitions, states: new Set(seen.keys()), refusals, shown, endings }
}

/** How an order begins: not at all, barred, with the seller's agreement or without. */
function openings(terms: Order, id: Hex): [string, Book][] {
  const stage = createStage()
  const consent = { signer: payerOf(terms), until: FUNDED_AT }
  const fund = (quoter?: Hex) =>
    applyAction(
      stage,
      { action: 'fund', terms, fromBalance: true, agreement: { buyer: true, quoter }, consent },
      FUNDED_AT,
    )
  const opened: [string, Book][] = []
  const asked = fund()
  if (asked.status === 'done') opened.push(['fund', asked.book])
  else if (terms.windows.accept !== 0 || asked.reason !== 'NOT_AUTHORIZED')
    throw new ExplorationError({ at: 'fund', problem: asked.reason })
  for (const quoter of [terms.seller, CALLER_ACCOUNTS[CALLERS.indexOf('sellersDesk')]!]) {
    const agreed = fund(quoter)
    if (agreed.status === 'refused')
      throw new ExplorationError({ at: 'fund with agreement', problem: agreed.reason })
    opened.push([`fund, agreed by ${quoter}`, agreed.book])
  }
  for (const signer of CALLER_ACCOUNTS) {
    const revoked = applyAction(
      stage,
      { action: 'revoke', terms, consent: { ...consent, signer } },
      FUNDED_AT,
    )
    const may = [terms.buyer, terms.seller, payerOf(terms)].includes(signer)
    if ((revoked.status === 'done') !== may)
      throw new ExplorationError({ at: 'revoke', problem: `${signer} ${revoked.status}` })
    if (revoked.status === 'done') opened.push([`revoke by ${signer}`, revoked.book])
  }
  for (const move of MOVES) {
    const none = {
      terms,
      status: enterState(opened[0]![1].orders.get(id)!.status, State.None, 0),
      inspection: id,
    }
    const attempt = { signer: terms.seller, meant: State.None, now: FUNDED_AT }
    const decision = applyAction(stage, toMoveAction(move, id, none, NO_AMOUNTS, attempt), FUNDED_AT)
    if (decision.status === 'done' || decision.reason !== 'ORDER_NOT_FOUND')
      throw new ExplorationError({ at: `None | ${move.name}`, problem: decision.status })
  }
  return opened
}

const NO_AMOUNTS: Amounts = { claim: 1n, draw: 1n, extraSeconds: 1 }

function instantsOf({ order: { status }, now }: Node): [When, UnixSeconds][] {
  if (!isLive(status.state)) return [['on entry', now]]
  return [
    ['on entry', now],
    ['at the deadline', status.deadline],
    ['a second late', status.deadline + 1],
    ['long after', status.deadline + 10 ** 9],
  ]
}

function callersOf(terms: Order): [Caller, Hex][] {
  return CALLERS.map((caller, i): [Caller, Hex] => [caller, CALLER_ACCOUNTS[i]!]).filter(
    ([caller]) => caller !== 'payer' || isSameAddress(terms.payer, accountOf('payer')),
  )
}

/** Acts count while now ≤ deadline. */
function isPast({ state, deadline }: OrderStatus, now: UnixSeconds): boolean {
  return isLive(state) && now > deadline
}

/** The status once the defaults that are due were applied. */
function statusAfter(status: OrderStatus, due: ReturnType<typeof decideDueDefaults>): OrderStatus {
  const last = due.at(-1)
  if (!last) return status
  return 'ends' in last.default ? enterState(last.status, State.Settled, last.status.deadline) : last.status
}

function tryLapse({ key, book, order }: Node, id: Hex, now: UnixSeconds, isDue: boolean): Done | undefined {
  const decision = applyAction(book, { action: 'lapse', order: id }, now)
  if (decision.status === 'done' && isDue) {
    checkWealth(`${key} | lapse`, order.terms, book, decision.book, id)
    return decision
  }
  if (decision.status === 'refused' && !isDue && decision.reason === 'DEADLINE_NOT_REACHED') return undefined
  throw new ExplorationError({ at: `${key} | lapse`, problem: `${decision.status} though due is ${isDue}` })
}

/** What is done is refused in the name of another state, and with a consent that ran out. */
function refuseElsewhere(
  { book }: Node,
  move: Move,
  id: Hex,
  order: BookOrder,
  amounts: Amounts,
  { at, ...attempt }: { at: string; signer: Hex; meant: State; now: UnixSeconds },
): number {
  if (move.action === 'accept') return 0
  const { now } = attempt
  const others = Object.values(State).filter((state) => state !== attempt.meant)
  const wrongs = [
    ...others.map((meant) => ({ ...attempt, meant, reason: 'STATE_MISMATCH' })),
    { ...attempt, until: now - 1, reason: 'CONSENT_EXPIRED' },
  ]
  for (const { reason, ...wrong } of wrongs) {
    const decision = applyAction(book, toMoveAction(move, id, order, amounts, wrong), now)
    if (decision.status === 'done' || decision.reason !== reason)
      throw new ExplorationError({ at, problem: `not ${reason} when meant for ${STATE_NAMES[wrong.meant]}` })
  }
  return wrongs.length
}

function tell(expected: Expected): string {
  return expected.done ? `done by ${expected.by}` : expected.reason
}
