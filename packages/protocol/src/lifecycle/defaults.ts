import type { UnixSeconds } from '../instant.ts'
import type { Order } from '../terms.ts'
import type { Next } from './acts.ts'
import { areMet, type Condition } from './conditions.ts'
import {
  type EndingName,
  enterState,
  isLive,
  type OrderStatus,
  State,
  STATE_NAMES,
  type StateName,
} from './state.ts'

/** What the clock does when a state's deadline has passed. */
export type Default = Exclude<Next, 'stays'>

/** A line of the table of defaults; the first whose condition holds counts. */
export type DefaultLine = { readonly when?: readonly Condition[]; readonly next: Default }

/**
 * The default of every live state: without anybody's act, every order ends.
 *
 * @see docs/specs/order.md, States
 */
export const DEFAULTS: Readonly<Record<Exclude<StateName, 'None' | 'Settled'>, readonly DefaultLine[]>> = {
  Requested: [{ next: { ends: 'Refund' } }],
  Accepted: [{ next: { ends: 'Refund' } }],
  Inspected: [{ next: { to: 'Approved', window: 'store' } }],
  Approved: [{ next: { ends: 'Abandoned' } }],
  Shipped: [{ when: ['attestorNamed'], next: { ends: 'Refund' } }, { next: { ends: 'Earned' } }],
  Delivered: [{ next: { ends: 'Earned' } }],
  Disputed: [{ next: { ends: 'Silence' } }],
  Escalated: [
    { when: ['backupNamed'], next: { to: 'Backup', window: 'ruling' } },
    { next: { ends: 'Silence' } },
  ],
  Backup: [{ next: { ends: 'Silence' } }],
}

/** The default of the state an order is in; none for an order that holds nothing. */
export function decideDefault(terms: Order, status: OrderStatus): Default | undefined {
  if (!isLive(status.state)) return undefined
  const name = STATE_NAMES[status.state] as keyof typeof DEFAULTS
  return DEFAULTS[name].find((line) => areMet(line.when, terms))!.next
}

/** A default as it was applied: from which state, at which deadline, to what. */
export type AppliedDefault = {
  readonly from: State
  /** The deadline that passed. */
  readonly deadline: UnixSeconds
  readonly default: Default
  /** The status after it; for an ending that before it, from which the amounts follow. */
  readonly status: OrderStatus
}

/**
 * The defaults that are due at `now`, in turn: each next deadline is the previous deadline plus its window,
 * so the result does not depend on who looks, or when.
 */
export function decideDueDefaults(terms: Order, status: OrderStatus, now: UnixSeconds): AppliedDefault[] {
  const applied: AppliedDefault[] = []
  let current = status
  while (isLive(current.state) && now > current.deadline) {
    const due = decideDefault(terms, current)!
    const { state: from, deadline } = current
    if ('ends' in due) {
      applied.push({ from, deadline, default: due, status: current })
      break
    }
    current = enterState(current, State[due.to], deadline + terms.windows[due.window])
    applied.push({ from, deadline, default: due, status: current })
  }
  return applied
}

/** How and when an order ends if nobody acts any more. */
export function decideFinalDefault(
  terms: Order,
  status: OrderStatus,
): { ending: EndingName; at: UnixSeconds; status: OrderStatus } | undefined {
  const last = decideDueDefaults(terms, status, Number.POSITIVE_INFINITY).at(-1)
  if (!last || !('ends' in last.default)) return undefined
  return { ending: last.default.ends, at: last.deadline, status: last.status }
}
