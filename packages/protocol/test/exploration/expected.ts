import {
  ACTS,
  type Act,
  areMet,
  type Address,
  type Condition,
  isSameAddress,
  type Next,
  type Order,
  type OrderStatus,
  type Party,
  type RefusalReason,
  type State,
  STATE_NAMES,
} from '../../src/index.ts'
import { accountOf } from '../../vectors/stage.ts'
import { callerAccount } from '../../vectors/shapes.ts'
import type { Amounts } from './amounts.ts'
import type { Move } from './moves.ts'

/** What the table says of a move by a signer: by which line it is done and what follows, or why it is refused. */
export type Expected =
  | { readonly done: true; readonly line: Act; readonly by: string; readonly next: Next }
  | {
      readonly done: false
      readonly reason: RefusalReason
      /** Whether the values of the move were looked at. */
      readonly read: boolean
    }

/**
 * Reads the table of acts, without the engine.
 *
 * @param lines - Those that count for the terms in the state: {@link linesOf}.
 * @param status - With the defaults that are due applied; the move is meant for its state.
 */
export function readTable(
  lines: readonly Act[],
  terms: Order,
  status: OrderStatus,
  move: Move,
  signer: Address,
  amounts: Amounts,
): Expected {
  const own = lines.filter(({ action }) => action === move.action)
  if (own.length === 0) return { done: false, reason: 'ACTION_NOT_POSSIBLE', read: false }
  for (const line of own) {
    const by = findTitle(line, terms, signer)
    if (by === undefined) continue
    const reason = move.refused?.(terms, status, amounts)
    return reason ? { done: false, reason, read: true } : { done: true, line, by, next: line.next }
  }
  return { done: false, reason: 'NOT_AUTHORIZED', read: false }
}

/** The lines that count for these terms in a state. */
export function linesOf(terms: Order, state: State): Act[] {
  return ACTS.filter((line) => line.state === STATE_NAMES[state] && areMet(line.when, terms))
}

/** As what `signer` may act by a line: `seller`, `desk of seller`; nothing when it may not. */
function findTitle({ by, operators = [] }: Act, terms: Order, signer: Address): string | undefined {
  const party = by.find((name) => isNamed(terms, name) && isSameAddress(terms[name], signer))
  if (party) return party
  const desk = operators.find((name) => isNamed(terms, name) && isSameAddress(deskOf(name), signer))
  return desk && `desk of ${desk}`
}

/** Everybody named in the terms who may act by a line, as {@link readTable} calls them. */
export function listTitles({ by, operators = [] }: Act, terms: Order): string[] {
  const named = (party: Party) => isNamed(terms, party)
  return [...by.filter(named), ...operators.filter(named).map((party) => `desk of ${party}`)]
}

function isNamed(terms: Order, party: Party): boolean {
  return isSameAddress(terms[party], accountOf(party))
}

function deskOf(party: Party): Address {
  return callerAccount(party === 'seller' ? 'sellersDesk' : 'attestorsDesk')
}

/** A line by its place in the table: state, action, parties and conditions. */
export function nameLine({ state, action, by, when = [] }: Omit<Act, 'next'>): string {
  return [state, action, by.join('/'), ...(when as readonly Condition[])].join(' ')
}
