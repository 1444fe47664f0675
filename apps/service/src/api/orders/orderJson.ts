import type { OrderViewJson, OutcomeJson } from '@cinnabar/api-schema'
import {
  decodeTerms,
  describeOrder,
  encodeTerms,
  type OrderDescription,
  type OrderStatus,
  type Outcome,
  State,
  ZERO_HASH,
} from '@cinnabar/protocol'
import type { OrderRow } from '../../store/orders.ts'
import type { ReferenceRow } from '../../store/references.ts'
import { formatInstant } from '../actions/instants.ts'
import type { LoadedOrder } from './orderBook.ts'

/** An order as the API tells it, at the ledger's `now`. */
export function toOrderJson(
  { id, terms, status, inspection, row }: LoadedOrder,
  now: number,
  reference: ReferenceRow | undefined,
): OrderViewJson {
  const description = describeOrder(terms, status, now)
  const { state, shipped, handed, extended, escalatedByBuyer, deadline } = description.status
  const { next, byClock, dueEnding } = description
  return {
    id,
    terms: encodeTerms(terms),
    state: description.state,
    shipped,
    handed,
    extended,
    escalatedByBuyer,
    inspection: inspection === ZERO_HASH ? null : inspection,
    isLapsable: description.isLapsable,
    ...(dueEnding && { dueEnding: toOutcomeJson(dueEnding) }),
    deadlineAt: state === State.Settled ? null : formatInstant(deadline),
    ...(next && {
      next: { at: formatInstant(next.at), default: next.default as { to: never; window: string } },
    }),
    ...(byClock && { byClock: { at: formatInstant(byClock.at), outcome: toOutcomeJson(byClock.outcome) } }),
    parties: description.parties as OrderViewJson['parties'],
    endings: Object.fromEntries(
      Object.entries(description.endings).map(([name, outcome]) => [name, toOutcomeJson(outcome)]),
    ),
    money: toMoneyJson(description),
    // An order that ended without a row was never funded: it was revoked.
    ending: row?.ending ?? (row || state !== State.Settled ? null : 'Revoked'),
    fundedAt: row ? formatInstant(row.fundedAt) : null,
    settledAt: row?.settledAt ? formatInstant(row.settledAt) : null,
    reference: reference?.reference ?? null,
    metadata: reference?.metadata ?? null,
  }
}

/** An order of a list: what the index says, without asking the ledger for each. */
export function fromRow(row: OrderRow): LoadedOrder {
  const status: OrderStatus = {
    state: State[row.state],
    shipped: row.shipped,
    handed: row.handed,
    extended: row.extended,
    escalatedByBuyer: row.escalatedByBuyer,
    deadline: row.deadlineAt,
    drawn: row.drawn,
    claimed: row.claimed,
  }
  return { id: row.id, terms: decodeTerms(row.terms), status, inspection: row.inspection ?? ZERO_HASH, row }
}

function toMoneyJson({ money }: OrderDescription): OrderViewJson['money'] {
  const { extendable, ...amounts } = money
  const entries = Object.entries(amounts).map(([name, amount]) => [name, amount.toString()])
  return { ...(Object.fromEntries(entries) as Omit<OrderViewJson['money'], 'extendable'>), extendable }
}

function toOutcomeJson(outcome: Outcome): OutcomeJson {
  return {
    ending: outcome.ending,
    sellerGross: outcome.sellerGross.toString(),
    fee: outcome.fee.toString(),
    credits: outcome.credits.map(({ party, account, amount }) => ({
      party,
      account,
      amount: amount.toString(),
    })),
    bondPaid: outcome.bondPaid.toString(),
    released: outcome.released.toString(),
    reimbursed: outcome.reimbursed.toString(),
    arbiterPaid: outcome.arbiterPaid.toString(),
    postReturned: outcome.postReturned.toString(),
  }
}
