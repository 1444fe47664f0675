import {
  type Action,
  type ActName,
  type Address,
  type BookOrder,
  DAY,
  drawBound,
  earnable,
  encodeWord,
  extensionBound,
  type Hex,
  isSameAddress,
  type Order,
  type OrderStatus,
  paidIn,
  type RefusalReason,
  type State,
  type UnixSeconds,
  ZERO_HASH,
} from '../../src/index.ts'
import { INSPECTION } from '../../vectors/shapes.ts'
import type { Amounts } from './amounts.ts'

/** What a move carries. */
type Carried = {
  readonly amount?: (terms: Order, status: OrderStatus, amounts: Amounts) => bigint
  readonly word?: Hex
  /** `settle`: whether the other side signed. */
  readonly cosigned?: boolean
}

/** An act with its values, and the refusal that the values alone earn. */
export type Move = Carried & {
  readonly name: string
  readonly action: ActName
  readonly refused?: (terms: Order, status: OrderStatus, amounts: Amounts) => RefusalReason | undefined
}

const RECORD = encodeWord(0x4ec0n)
const recorded = (action: ActName, refused?: Move['refused']): Move => ({
  name: action,
  action,
  word: RECORD,
  ...(refused && { refused }),
})
const always = (reason: RefusalReason) => () => reason

const claim = (name: string, amount: NonNullable<Carried['amount']>): Move => ({
  name: `claim ${name}`,
  action: 'claim',
  amount,
  word: RECORD,
  refused: (terms, status, amounts) => {
    const total = amount(terms, status, amounts)
    return total <= status.claimed || total > terms.atCost ? 'CLAIM_OUT_OF_RANGE' : undefined
  },
})

const draw = (name: string, amount: NonNullable<Carried['amount']>): Move => ({
  name: `draw ${name}`,
  action: 'draw',
  amount,
  word: RECORD,
  refused: (terms, status, amounts) => {
    const total = amount(terms, status, amounts)
    return total <= status.drawn || total > drawBound(terms, status.claimed) ? 'DRAW_OUT_OF_RANGE' : undefined
  },
})

const extend = (name: string, amount: NonNullable<Carried['amount']>, reason?: RefusalReason): Move => ({
  name: `extend ${name}`,
  action: 'extend',
  amount,
  refused: (_, status) => (status.extended ? 'ALREADY_EXTENDED' : reason),
})

const gross = (
  action: 'rule' | 'settle',
  name: string,
  amount: NonNullable<Carried['amount']>,
  reason?: RefusalReason,
): Move => ({
  name: `${action} ${name}`,
  action,
  amount,
  cosigned: true,
  ...(reason && { refused: always(reason) }),
})

/** Every act with every kind of value that it can carry, the wrong ones too. */
export const MOVES: readonly Move[] = [
  { name: 'accept', action: 'accept' },
  { ...recorded('inspect'), word: INSPECTION },
  { name: 'approve', action: 'approve', word: INSPECTION },
  { name: 'approve another record', action: 'approve', word: RECORD, refused: always('INSPECTION_MISMATCH') },
  recorded('reject'),
  recorded('ship'),
  recorded('deliver', (_, { state, shipped, handed }) => {
    if (STATES_BEFORE_DISPUTE.includes(state)) return undefined
    if (!shipped) return 'NOT_SHIPPED'
    return handed ? 'ALREADY_HANDED' : undefined
  }),
  { name: 'confirm', action: 'confirm', amount: (_, { claimed }) => claimed },
  {
    name: 'confirm another claim',
    action: 'confirm',
    amount: (_, { claimed }) => claimed + 1n,
    refused: always('CLAIM_MISMATCH'),
  },
  { name: 'cancel', action: 'cancel' },
  extend('some', (_, __, { extraSeconds }) => BigInt(extraSeconds)),
  extend('nothing', () => 0n, 'EXTENSION_OUT_OF_RANGE'),
  extend('too much', (_, { state }) => BigInt(extensionBound(state) + 1), 'EXTENSION_OUT_OF_RANGE'),
  recorded('dispute'),
  { name: 'escalate', action: 'escalate' },
  gross('rule', 'nothing', () => 0n),
  gross('rule', 'half', (terms, { claimed }) => earnable(terms, claimed) / 2n),
  gross('rule', 'everything', (terms, { claimed }) => earnable(terms, claimed)),
  gross('rule', 'too much', (terms, { claimed }) => earnable(terms, claimed) + 1n, 'AMOUNT_OUT_OF_RANGE'),
  gross('settle', 'nothing', () => 0n),
  gross('settle', 'everything', paidIn),
  gross('settle', 'too much', (terms) => paidIn(terms) + 1n, 'AMOUNT_OUT_OF_RANGE'),
  { ...gross('settle', 'alone', () => 0n, 'SIGNATURE_INVALID'), cosigned: false },
  claim('part', (_, __, amounts) => amounts.claim),
  claim('all', ({ atCost }) => atCost),
  claim('too much', ({ atCost }) => atCost + 1n),
  draw('part', (_, __, amounts) => amounts.draw),
  draw('all', (terms, { claimed }) => drawBound(terms, claimed)),
  draw('too much', (terms, { claimed }) => drawBound(terms, claimed) + 1n),
  { name: 'refund', action: 'refund', amount: () => 1n },
  { name: 'refund nothing', action: 'refund', amount: () => 0n, refused: always('AMOUNT_ZERO') },
]

/** Whether a move is the first of its act. */
export function isFirst(move: Move): boolean {
  return FIRST_MOVES.has(move)
}

const FIRST_MOVES: ReadonlySet<Move> = new Set(
  MOVES.filter((move, i) => MOVES.findIndex(({ action }) => action === move.action) === i),
)

/** `deliver` there is a delivery; after a dispute began it is a statement of it. */
const STATES_BEFORE_DISPUTE: readonly State[] = [1, 2, 3, 4, 5, 6]

/** Who tries a move, when, and how. */
export type Attempt = {
  readonly signer: Address
  readonly meant: State
  readonly now: UnixSeconds
  readonly until?: UnixSeconds
}

/** The engine's action of a move. */
export function toMoveAction(
  move: Move,
  order: Hex,
  { terms, status }: BookOrder,
  amounts: Amounts,
  { signer, meant, now, until = now }: Attempt,
): Action {
  const amount = move.amount?.(terms, status, amounts) ?? 0n
  const word = move.word ?? ZERO_HASH
  const consent = { signer, until }
  const onOrder = { order, state: meant, consent }
  const { action } = move
  switch (action) {
    case 'accept':
      return { action, order, quoter: signer, caller: signer }
    case 'inspect':
    case 'reject':
    case 'ship':
    case 'deliver':
    case 'dispute':
      return { action, ...onOrder, record: word }
    case 'approve':
      return { action, ...onOrder, inspection: word }
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
      const signed = (account: Address) =>
        move.cosigned ? { nonce: 1n, consent: { signer: account, until, relayed: true } } : undefined
      return isSameAddress(signer, terms.seller)
        ? { action, order, state: meant, sellerTotal: amount, buyer: signed(terms.buyer), seller: own }
        : { action, order, state: meant, sellerTotal: amount, buyer: own, seller: signed(terms.seller) }
    }
    case 'claim':
      return { action, ...onOrder, total: amount, document: word }
    case 'draw':
      return { action, ...onOrder, total: amount, record: word }
    case 'refund':
      return { action, ...onOrder, amount, nonce: 1n }
  }
}

/** What a move that is done may add to the order's deadline at most, beside the window of a state that it enters. */
export function grantOf(move: Move, amounts: Amounts): number {
  if (move.action === 'claim' || move.action === 'deliver') return 3 * DAY
  return move.action === 'extend' ? amounts.extraSeconds : 0
}
