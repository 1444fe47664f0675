import { encodeAbiParameters, parseAbiParameters } from 'viem'
import {
  type Action,
  type ActName,
  type Address,
  applyAction,
  type Book,
  type BookOrder,
  DAY,
  decideDueDefaults,
  enterState,
  errorSelector,
  hasAttestor,
  hasInspection,
  type Hex,
  hashText,
  isLive,
  isSameAddress,
  NO_STATUS,
  type Order,
  type OrderStatus,
  orderId,
  payerOf,
  State,
  STATE_NAMES,
  statusOf,
  type UnixSeconds,
  ZERO_HASH,
} from '../src/index.ts'
import { ORDER, WINDOWS } from './encodeHistory.ts'
import { CALLER_ACCOUNTS, createShape, createStage, FUNDED_AT, SHAPES } from './shapes.ts'
import { VECTOR_DOMAIN } from './stage.ts'

/** What is tried, by the index that a line carries. */
export const MATRIX_ACTS = [
  'accept',
  'inspect',
  'approve',
  'reject',
  'ship',
  'deliver',
  'confirm',
  'cancel',
  'extend',
  'dispute',
  'escalate',
  'rule',
  'settle',
  'claim',
  'draw',
  'refund',
  'revoke',
  'lapse',
] as const satisfies readonly (ActName | 'revoke' | 'lapse')[]
export type MatrixAct = (typeof MATRIX_ACTS)[number]

/** An act in a state at an instant, by all callers that are answered alike. */
export type MatrixLine = {
  readonly at: UnixSeconds
  readonly act: number
  /** The state that the act is meant in. */
  readonly meant: State
  readonly amount: bigint
  /** One bit for each of the callers. */
  readonly callers: number
  /** Brought by another with the caller's signature, instead of called. */
  readonly relayed: boolean
  readonly done: boolean
  readonly reason: Hex
  /** The state and the deadline afterwards; those before when it is refused. */
  readonly next: State
  readonly deadline: UnixSeconds
}

/** Everything that is tried on an order of these terms in one state. */
export type MatrixCase = {
  readonly terms: Order
  readonly state: State
  readonly lines: readonly MatrixLine[]
}

const CASE = 'struct Case { Order terms; uint8 state; uint256[] lines; }'
const CASE_ABI = parseAbiParameters(['Case tried', CASE, ORDER, WINDOWS])

const INSPECTION = hashText('inspection')
const RECORD = hashText('record')
const RELAYER: Address = `0x${'e1a7'.padStart(40, '0')}`

/** Every case: the terms differ in who is named and whether there is an inspection; every second has a payer. */
export function buildMatrix(): MatrixCase[] {
  const shapes = SHAPES.filter(({ accept, payer }) => accept && payer)
  return shapes.flatMap((shape, i) => {
    const terms = createShape({ ...shape, payer: i % 2 === 0 })
    return Object.values(State).flatMap((state) => {
      const reached = reachState(terms, state)
      return reached ? [{ terms, state, lines: tryAll(terms, reached) }] : []
    })
  })
}

type Reached = { readonly book: Book; readonly now: UnixSeconds }

/** Takes an order to a state on the straight way, every step in the second of funding where the clock allows. */
function reachState(terms: Order, target: State): Reached | undefined {
  const order = orderId(terms, VECTOR_DOMAIN)
  let now = FUNDED_AT
  let book = createStage()
  const play = (action: Action): boolean => {
    const decision = applyAction(book, action, now)
    if (decision.status === 'done') book = decision.book
    return decision.status === 'done'
  }
  const by = (signer: Address) => ({ signer, until: now })
  const onOrder = (signer: Address) => ({ order, state: statusOf(book, order).state, consent: by(signer) })
  const inspector = hasAttestor(terms) ? terms.attestor : terms.seller
  const fund = (quoter?: Address) =>
    play({
      action: 'fund',
      terms,
      fromBalance: true,
      agreement: { buyer: true, quoter },
      consent: by(payerOf(terms)),
    })
  if (target === State.None) return { book, now }
  if (target === State.Requested) return fund() ? { book, now } : undefined
  const steps: (() => boolean)[] = [
    () => fund(terms.seller),
    ...(hasInspection(terms)
      ? [
          () => play({ action: 'inspect', ...onOrder(inspector), record: INSPECTION }),
          () => play({ action: 'approve', ...onOrder(terms.buyer), inspection: INSPECTION }),
        ]
      : []),
    () => play({ action: 'ship', ...onOrder(terms.seller), record: RECORD }),
    () =>
      target === State.Delivered
        ? play({ action: 'deliver', ...onOrder(terms.attestor), record: RECORD })
        : true,
    () => play({ action: 'dispute', ...onOrder(terms.buyer), record: RECORD }),
    () => play({ action: 'escalate', ...onOrder(terms.buyer) }),
    () => {
      now = statusOf(book, order).deadline + 1
      return play({ action: 'lapse', order })
    },
  ]
  if (target === State.Settled) {
    const isDone = fund(terms.seller) && play({ action: 'confirm', ...onOrder(terms.buyer), claimed: 0n })
    return isDone ? { book, now } : undefined
  }
  for (const step of steps) {
    if (!step()) return undefined
    if (statusOf(book, order).state === target) return { book, now }
  }
  return undefined
}

/** Every act by every caller, in the last second but one, in the last, and one too late. */
function tryAll(terms: Order, { book, now }: Reached): MatrixLine[] {
  const stored = statusOf(book, orderId(terms, VECTOR_DOMAIN))
  const attempt = (at: UnixSeconds, meant: State, relayed: boolean) =>
    tryActs(terms, book, at, meant, relayed)
  if (!isLive(stored.state)) return [false, true].flatMap((relayed) => attempt(now, stored.state, relayed))
  const { deadline, state } = stored
  const late = stateAfterDefaults(terms, stored, deadline + 1)
  return [
    ...attempt(deadline - 1, state, false),
    ...attempt(deadline, state, false),
    ...attempt(deadline, state, true),
    ...attempt(deadline + 1, state, false),
    ...attempt(deadline + 1, late, false),
    ...attempt(deadline + 1, late, true),
  ]
}

function stateAfterDefaults(terms: Order, status: OrderStatus, now: UnixSeconds): State {
  const last = decideDueDefaults(terms, status, now).at(-1)
  if (!last) return status.state
  return 'ends' in last.default ? State.Settled : last.status.state
}

function tryActs(terms: Order, book: Book, at: UnixSeconds, meant: State, relayed: boolean): MatrixLine[] {
  const order = orderId(terms, VECTOR_DOMAIN)
  const lines = new Map<string, MatrixLine>()
  const found = book.orders.get(order) ?? {
    terms,
    status: enterState(NO_STATUS, State.None, 0),
    inspection: ZERO_HASH,
  }
  for (const [act, name] of MATRIX_ACTS.entries()) {
    if (name === 'lapse' && relayed) continue
    for (const [caller, signer] of CALLER_ACCOUNTS.entries()) {
      const amount = amountOf(name)
      const decision = applyAction(
        book,
        toMatrixAction(name, order, found, { signer, meant, at, amount, relayed }),
        at,
      )
      const { state: next, deadline } = statusOf(decision.status === 'done' ? decision.book : book, order)
      const done = decision.status === 'done'
      const reason = done ? '0x00000000' : errorSelector(decision.reason)
      const key = [act, done, reason, next, deadline].join()
      const line = lines.get(key)
      lines.set(key, {
        ...{ at, act, meant, amount, relayed, done, reason, next, deadline },
        callers: (line?.callers ?? 0) | (1 << caller),
      })
    }
  }
  return [...lines.values()]
}

function amountOf(act: MatrixAct): bigint {
  if (act === 'extend') return 1n
  return act === 'rule' || act === 'settle' || act === 'claim' || act === 'draw' || act === 'refund' ? 5n : 0n
}

/** The engine's action of a line; who calls a settlement is the seller's side or else the buyer's. */
function toMatrixAction(
  action: MatrixAct,
  order: Hex,
  { terms }: BookOrder,
  how: { signer: Address; meant: State; at: UnixSeconds; amount: bigint; relayed: boolean },
): Action {
  const { signer, meant: state, at, amount, relayed } = how
  const until = at + DAY
  const consent = { signer, until, relayed }
  const onOrder = { order, state, consent }
  switch (action) {
    case 'accept':
      return { action, order, quoter: signer, caller: relayed ? RELAYER : signer }
    case 'revoke':
      return { action, terms, consent }
    case 'lapse':
      return { action, order }
    case 'approve':
      return { action, ...onOrder, inspection: INSPECTION }
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
      const own = { nonce: 1n, consent }
      const other = (account: Address) => ({ nonce: 1n, consent: { signer: account, until, relayed: true } })
      const [buyer, seller] = isSameAddress(signer, terms.seller)
        ? [other(terms.buyer), own]
        : [own, other(terms.seller)]
      return { action, order, state, sellerTotal: amount, buyer, seller }
    }
    case 'claim':
      return { action, ...onOrder, total: amount, document: RECORD }
    case 'draw':
      return { action, ...onOrder, total: amount, record: RECORD }
    case 'refund':
      return { action, ...onOrder, amount, nonce: 1n }
    default:
      return { action, ...onOrder, record: RECORD }
  }
}

/** `abi.encode(case)` for the contract's test. */
export function encodeCase({ terms, state, lines }: MatrixCase): Hex {
  return encodeAbiParameters(CASE_ABI, [{ terms, state, lines: lines.map(packLine) }])
}

/** A line as one word; from the lowest bit: at 40, act 8, meant 8, amount 8, callers 16, relayed 8, done 8, reason 32, next 8, deadline 40. */
function packLine({
  at,
  act,
  meant,
  amount,
  callers,
  relayed,
  done,
  reason,
  next,
  deadline,
}: MatrixLine): bigint {
  const parts: [value: bigint, bits: bigint][] = [
    [BigInt(at), 40n],
    [BigInt(act), 8n],
    [BigInt(meant), 8n],
    [amount, 8n],
    [BigInt(callers), 16n],
    [relayed ? 1n : 0n, 8n],
    [done ? 1n : 0n, 8n],
    [BigInt(reason), 32n],
    [BigInt(next), 8n],
    [BigInt(deadline), 40n],
  ]
  let word = 0n
  let shift = 0n
  for (const [value, bits] of parts) {
    word |= value << shift
    shift += bits
  }
  return word
}

/** What `matrix.json` holds; `tries` is how many calls the lines stand for. */
export function buildMatrixFile(): { tries: number; states: string[]; cases: Hex[] } {
  const cases = buildMatrix()
  return {
    tries: cases.reduce((sum, { lines }) => sum + countTries(lines), 0),
    states: cases.map(({ state }) => STATE_NAMES[state]!),
    cases: cases.map(encodeCase),
  }
}

/** How many calls lines stand for. */
export function countTries(lines: readonly MatrixLine[]): number {
  return lines.reduce((sum, { callers }) => sum + callers.toString(2).replaceAll('0', '').length, 0)
}
