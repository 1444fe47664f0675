import {
  type Action,
  applyAction,
  balanceOf,
  type Book,
  bondOf,
  createBook,
  type Decision,
  describeOrder,
  drawBound,
  earnable,
  encodeWord,
  type Hex,
  inspectionOf,
  isSameAddress,
  listActs,
  minAmount,
  type Order,
  type OrderDescription,
  type OrderStatus,
  orderId,
  paidIn,
  payerOf,
  State,
  statusOf,
  type UnixSeconds,
  ZERO_HASH,
} from '../src/index.ts'
import type { Random } from './random.ts'
import { createRandomTerms } from './randomTerms.ts'
import { ACCOUNTS, ACTIONS, accountOf, ROLES, type StepAction, VECTOR_DOMAIN, VECTOR_TOKEN } from './stage.ts'

/** What a step does; the numbers are indices into `ACTIONS` and `ROLES`. */
export type StepPlan = {
  readonly at: UnixSeconds
  readonly action: number
  readonly by: number
  /** The state that the action is meant in. */
  readonly meant: State
  /** Claimed, seconds, gross, total or amount: whatever number the action carries. */
  readonly amount: bigint
  /** Record, inspection or document. */
  readonly record: Hex
  /** `fund`: the seller agreed; `accept`: by the seller's signature; `settle`: the other side signed. */
  readonly cosigned: boolean
}

/** A step and what the lifecycle answered. */
export type PlayedStep = StepPlan & {
  readonly decision: Decision
  readonly status: OrderStatus
  readonly book: Book
}

/** A history of one order that the contract must answer alike. */
export type PlayedHistory = {
  readonly terms: Order
  readonly balances: readonly bigint[]
  readonly bonds: readonly bigint[]
  readonly start: UnixSeconds
  readonly steps: readonly PlayedStep[]
}

const START = 1_800_000_000

/** Walks at random through the life of a random order: mostly what is allowed, often at its bounds, sometimes not. */
export function walkHistory(random: Random, maxSteps: number): PlayedHistory {
  const terms = createRandomTerms(random, START)
  const paid = paidIn(terms)
  const balances = ROLES.map((role) => createBalance(random, isPayer(terms, role) ? 2n * paid + 1n : paid))
  const payerIndex = ROLES.findIndex((role) => isPayer(terms, role))
  if (random.chance(97)) balances[payerIndex]! += paid
  const bound = drawBound(terms, terms.atCost)
  const bonds = ROLES.map((role) =>
    role === 'seller' ? createBond(random, bound) : random.chance(15) ? 7n : 0n,
  )
  let book = openBook(balances, bonds)
  const id = orderId(terms, VECTOR_DOMAIN)
  const steps: PlayedStep[] = []
  let now = START
  let idle = 0
  while (steps.length < maxSteps && idle < 2) {
    const status = statusOf(book, id)
    now = chooseInstant(random, now, status)
    const plan = choosePlan(random, book, id, terms, now)
    const decision = applyAction(book, toAction(plan, steps.length, id, terms), now)
    if (decision.status === 'done') book = decision.book
    steps.push({ ...plan, decision, status: statusOf(book, id), book })
    if (
      statusOf(book, id).state === State.Settled ||
      (steps.length > 2 && now > terms.validUntil && !book.orders.has(id))
    )
      idle += 1
  }
  return { terms, balances, bonds, start: START, steps }
}

/** The engine's action of a step; nonces are the step's index. */
export function toAction(plan: StepPlan, index: number, order: Hex, terms: Order): Action {
  const signer = ACCOUNTS[plan.by]!
  const consent = { signer, until: plan.at }
  const nonce = BigInt(index)
  const { meant: state, record, amount, cosigned } = plan
  const onOrder = { order, state, consent }
  const action = ACTIONS[plan.action]!
  switch (action) {
    case 'fund': {
      const agreement = { buyer: true, quoter: cosigned ? terms.seller : undefined }
      return { action, terms, fromBalance: true, agreement, consent }
    }
    case 'accept':
      return { action, order, quoter: cosigned ? terms.seller : signer, caller: signer }
    case 'inspect':
    case 'reject':
    case 'ship':
    case 'deliver':
    case 'dispute':
      return { action, ...onOrder, record }
    case 'approve':
      return { action, ...onOrder, inspection: record }
    case 'confirm':
      return { action, ...onOrder, claimed: amount }
    case 'cancel':
    case 'escalate':
      return { action, ...onOrder }
    case 'extend':
      return { action, ...onOrder, extraSeconds: Number(amount) }
    case 'rule':
      return { action, ...onOrder, sellerGross: amount }
    case 'settle': {
      const bySeller = isSameAddress(signer, terms.seller)
      const own = { nonce, consent }
      const other = (account: Hex) =>
        cosigned ? { nonce, consent: { ...consent, signer: account, relayed: true } } : undefined
      const offers = bySeller
        ? { buyer: other(terms.buyer), seller: own }
        : { buyer: own, seller: other(terms.seller) }
      return { action, order, state, sellerTotal: amount, ...offers }
    }
    case 'claim':
      return { action, ...onOrder, total: amount, document: record }
    case 'draw':
      return { action, ...onOrder, total: amount, record }
    case 'refund':
      return { action, ...onOrder, amount, nonce }
    case 'lapse':
      return { action, order }
    case 'postBond':
    case 'withdrawBond':
      return { action, token: VECTOR_TOKEN, amount, recipient: signer, nonce, consent }
    case 'revoke':
      return { action, terms, consent }
  }
}

function openBook(balances: readonly bigint[], bonds: readonly bigint[]): Book {
  const hold = (amount: bigint, i: number) => ({ token: VECTOR_TOKEN, account: ACCOUNTS[i]!, amount })
  return createBook({ domain: VECTOR_DOMAIN, balances: balances.map(hold), bonds: bonds.map(hold) })
}

function isPayer(terms: Order, role: (typeof ROLES)[number]): boolean {
  return isSameAddress(accountOf(role), payerOf(terms))
}

function createBalance(random: Random, max: bigint): bigint {
  return random.chance(12) ? 0n : random.amount(max)
}

function createBond(random: Random, bound: bigint): bigint {
  return random.weigh([
    [1, 0n],
    [2, random.amount(bound)],
    [3, bound],
    [2, 2n * bound],
  ])
}

function chooseInstant(random: Random, now: UnixSeconds, { state, deadline }: OrderStatus): UnixSeconds {
  if (state === State.None || state === State.Settled) return now + random.integer(0, 600)
  const soon = now + random.integer(0, Math.max(0, Math.floor(Math.min(3600, deadline - now) / 4)))
  const isEarly = state === State.Requested || state === State.Accepted
  const edge = deadline + random.integer(-1, 1)
  const later = random.chance(50) && deadline > now ? random.integer(now, deadline) : soon
  const far = deadline + random.integer(2, 200 * 86_400)
  return Math.max(
    now,
    random.weigh([
      [isEarly ? 90 : 70, soon],
      [8, later],
      [isEarly ? 4 : state === State.Escalated ? 60 : 12, edge],
      [isEarly ? 1 : 4, far],
    ]),
  )
}

/** How often each act is tried where it is possible: acts that end the order come seldom. */
const WEIGHTS: Readonly<Partial<Record<StepAction, number>>> = {
  settle: 2,
  cancel: 1,
  confirm: 2,
  refund: 2,
  extend: 5,
  claim: 9,
  draw: 9,
  rule: 8,
  escalate: 24,
  dispute: 14,
  reject: 10,
  approve: 16,
  accept: 60,
  inspect: 24,
  ship: 20,
  deliver: 20,
}

function choosePlan(random: Random, book: Book, id: Hex, terms: Order, now: UnixSeconds): StepPlan {
  const status = statusOf(book, id)
  const view = describeOrder(terms, status, now)
  const [action, role] = chooseAct(random, terms, view)
  const isWrongParty = random.chance(6)
  const by = isWrongParty ? random.integer(0, ROLES.length - 1) : ROLES.indexOf(role)
  const meant = random.chance(4) ? (random.integer(0, 10) as State) : view.status.state
  const cosigned = chooseCosigned(random, action, terms)
  return {
    at: now,
    action: ACTIONS.indexOf(action),
    by,
    meant,
    amount: chooseAmount(random, action, terms, view, book, by),
    record: chooseRecord(random, action, inspectionOf(book, id)),
    cosigned,
  }
}

function chooseCosigned(random: Random, action: StepAction, terms: Order): boolean {
  if (action === 'fund') return random.chance(terms.windows.accept === 0 ? 85 : 45)
  if (action === 'settle') return random.chance(85)
  return action === 'accept' && random.chance(30)
}

function chooseAct(
  random: Random,
  terms: Order,
  view: OrderDescription,
): readonly [StepAction, (typeof ROLES)[number]] {
  const payer = isSameAddress(payerOf(terms), terms.buyer) ? 'buyer' : 'payer'
  const anyone = random.pick(ROLES)
  if (view.status.state === State.None && !random.chance(8)) {
    return random.chance(97) ? ['fund', payer] : ['revoke', random.pick(['buyer', payer, 'seller'] as const)]
  }
  if (view.status.state === State.None || random.chance(10)) return [random.pick(ACTIONS), anyone]
  if (view.isLapsable && random.chance(40)) return ['lapse', anyone]
  if (random.chance(5))
    return [random.pick(['postBond', 'withdrawBond'] as const), random.pick(['seller', anyone])]
  const open = Object.values(view.parties).flatMap(({ acts }) => acts.map(({ action }) => action))
  const isTried = (action: StepAction) =>
    open.includes(action as (typeof open)[number]) || random.chance(action === 'extend' ? 60 : 10)
  const acts = listActs(terms, view.status.state)
    .filter(({ action }) => action === 'refund' || isTried(action))
    .map(({ action, by }) => [WEIGHTS[action]!, [action, random.pick(by)] as const] as const)
  return random.weigh<readonly [StepAction, (typeof ROLES)[number]]>(acts)
}

function chooseAmount(
  random: Random,
  action: StepAction,
  terms: Order,
  { status }: OrderDescription,
  book: Book,
  by: number,
): bigint {
  const around = (bound: bigint) =>
    random.weigh([
      [6, random.amount(bound)],
      [2, bound],
      [1, bound + 1n],
      [1, 0n],
    ])
  const risingTo = (from: bigint, bound: bigint): bigint => {
    if (from >= bound) return random.pick([from, bound, bound + 1n, from + 1n])
    const valid = from + 1n + random.amount(bound - from - 1n)
    return random.weigh([
      [12, valid],
      [3, bound],
      [1, bound + 1n],
      [1, from],
    ])
  }
  const account = ACCOUNTS[by]!
  const bond = bondOf(book, VECTOR_TOKEN, account)
  switch (action) {
    case 'confirm':
      return random.chance(85) ? status.claimed : random.amount(terms.atCost)
    case 'extend':
      return BigInt(
        status.state === State.Delivered
          ? random.pick([1, 3 * 86_400, 3 * 86_400 + 1])
          : random.pick([0, 86_400, 10 * 86_400, 10 * 86_400 + 1]),
      )
    case 'rule':
      return around(earnable(terms, status.claimed))
    case 'settle':
      return around(paidIn(terms))
    case 'claim':
      return risingTo(status.claimed, terms.atCost)
    case 'draw': {
      const free = bondOf(book, VECTOR_TOKEN, terms.seller)
      const room = status.drawn + free.amount - free.reserved
      const bound = drawBound(terms, status.claimed)
      return random.chance(60)
        ? risingTo(status.drawn, minAmount(room, bound))
        : risingTo(status.drawn, bound)
    }
    case 'refund':
      return around(balanceOf(book, VECTOR_TOKEN, terms.seller))
    case 'postBond':
      return around(balanceOf(book, VECTOR_TOKEN, account))
    case 'withdrawBond':
      return around(bond.amount - bond.reserved)
    default:
      return 0n
  }
}

function chooseRecord(random: Random, action: StepAction, inspection: Hex): Hex {
  if (action === 'approve') return random.chance(90) ? inspection : encodeWord(random.word())
  const carries: readonly StepAction[] = ['inspect', 'reject', 'ship', 'deliver', 'dispute', 'claim', 'draw']
  return carries.includes(action) ? encodeWord(random.word()) : ZERO_HASH
}
