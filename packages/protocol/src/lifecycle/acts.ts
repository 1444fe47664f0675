import type { Order, Party, Windows } from '../terms.ts'
import { areMet, type Condition } from './conditions.ts'
import { type EndingName, State, STATE_NAMES, type StateName } from './state.ts'

/** The acts on an order that is funded. */
export type ActName =
  | 'accept'
  | 'inspect'
  | 'approve'
  | 'reject'
  | 'ship'
  | 'deliver'
  | 'confirm'
  | 'cancel'
  | 'extend'
  | 'dispute'
  | 'escalate'
  | 'rule'
  | 'settle'
  | 'claim'
  | 'draw'
  | 'refund'

/** What follows: another state with the window that sets its deadline, an ending, or the same state. */
export type Next =
  | { readonly to: StateName; readonly window: keyof Windows }
  | { readonly ends: EndingName }
  | 'stays'

/** A line of the table of acts: who may do what in a state, on which condition, and what follows. */
export type Act = {
  readonly state: StateName
  readonly action: ActName
  /** Any of these; for `settle` all of them. */
  readonly by: readonly Party[]
  /** An operator of these may do it too. */
  readonly operators?: readonly Party[]
  readonly when?: readonly Condition[]
  readonly next: Next
}

type Line = Omit<Act, 'state'>

const SETTLE: Line = { action: 'settle', by: ['buyer', 'seller'], next: { ends: 'Settlement' } }
const CANCEL: Line = { action: 'cancel', by: ['seller'], next: { ends: 'Refund' } }
const CONFIRM: Line = { action: 'confirm', by: ['buyer'], next: { ends: 'Earned' } }
const REFUND: Line = { action: 'refund', by: ['seller'], next: 'stays' }
const EXTEND: Line = { action: 'extend', by: ['buyer'], next: 'stays' }
const CLAIM: Line = { action: 'claim', by: ['seller'], operators: ['seller'], next: 'stays' }
const DRAW: Line = { action: 'draw', by: ['seller'], next: 'stays' }
const SHIP: Line = {
  action: 'ship',
  by: ['seller', 'attestor'],
  operators: ['seller', 'attestor'],
  next: { to: 'Shipped', window: 'deliver' },
}
const DISPUTE: Line = { action: 'dispute', by: ['buyer'], next: { to: 'Disputed', window: 'dispute' } }
const SELLER_DISPUTE: Line = { ...DISPUTE, by: ['seller'], when: ['attestorNamed', 'arbiterNamed'] }
/** The attestor's word after a dispute began: it decides who bears silence. */
const HAND: Line = {
  action: 'deliver',
  by: ['attestor'],
  operators: ['attestor'],
  when: ['attestorNamed'],
  next: 'stays',
}

const LINES: Readonly<Record<StateName, readonly Line[]>> = {
  None: [],
  Requested: [
    { action: 'accept', by: ['seller'], operators: ['seller'], next: { to: 'Accepted', window: 'fulfil' } },
    { ...CANCEL, by: ['buyer', 'seller'] },
    SETTLE,
    REFUND,
  ],
  Accepted: [
    {
      action: 'inspect',
      by: ['attestor'],
      operators: ['attestor'],
      when: ['inspection', 'attestorNamed'],
      next: { to: 'Inspected', window: 'inspect' },
    },
    {
      action: 'inspect',
      by: ['seller'],
      operators: ['seller'],
      when: ['inspection', 'noAttestor'],
      next: { to: 'Inspected', window: 'inspect' },
    },
    { ...SHIP, when: ['noInspection'] },
    SELLER_DISPUTE,
    EXTEND,
    CLAIM,
    DRAW,
    CONFIRM,
    CANCEL,
    SETTLE,
    REFUND,
  ],
  Inspected: [
    { action: 'approve', by: ['buyer'], next: { to: 'Approved', window: 'store' } },
    { action: 'reject', by: ['buyer'], next: { to: 'Disputed', window: 'dispute' } },
    CLAIM,
    DRAW,
    CONFIRM,
    CANCEL,
    SETTLE,
    REFUND,
  ],
  Approved: [SHIP, DISPUTE, EXTEND, CLAIM, DRAW, CONFIRM, CANCEL, SETTLE, REFUND],
  Shipped: [
    {
      action: 'deliver',
      by: ['attestor'],
      operators: ['attestor'],
      when: ['attestorNamed'],
      next: { to: 'Delivered', window: 'confirm' },
    },
    DISPUTE,
    SELLER_DISPUTE,
    EXTEND,
    CLAIM,
    DRAW,
    CONFIRM,
    CANCEL,
    SETTLE,
    REFUND,
  ],
  Delivered: [DISPUTE, EXTEND, CLAIM, CONFIRM, CANCEL, SETTLE, REFUND],
  Disputed: [
    {
      action: 'escalate',
      by: ['buyer', 'seller'],
      when: ['arbiterNamed'],
      next: { to: 'Escalated', window: 'ruling' },
    },
    HAND,
    CONFIRM,
    CANCEL,
    SETTLE,
    REFUND,
  ],
  Escalated: [
    { action: 'rule', by: ['arbiter'], next: { ends: 'Ruling' } },
    HAND,
    CONFIRM,
    CANCEL,
    SETTLE,
    REFUND,
  ],
  Backup: [
    { action: 'rule', by: ['backupArbiter'], next: { ends: 'Ruling' } },
    HAND,
    CONFIRM,
    CANCEL,
    SETTLE,
    REFUND,
  ],
  Settled: [REFUND],
}

/**
 * Who may do what, state by state.
 *
 * @see docs/specs/order.md, States
 */
export const ACTS: readonly Act[] = STATE_NAMES.flatMap((state) =>
  LINES[state].map((line) => ({ state, ...line })),
)

/** The acts that these terms know in a state. */
export function listActs(terms: Order, state: State): Act[] {
  return ACTS.filter((act) => State[act.state] === state && areMet(act.when, terms))
}
