import type { Metadata, OrderViewJson, OutcomeJson } from '@cinnabar/api-schema'
import {
  decodeTerms,
  type EndingName,
  type Hex,
  type Next,
  type Order,
  type OrderDescription,
  type Outcome,
  type Party,
  parseUnits,
  State,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { parseInstant } from './instant.ts'

/** An order as it stands: who may do what now, what the clock does next, what each ending would pay. */
export type OrderView = Omit<OrderDescription, 'bounds'> & {
  readonly id: Hex
  readonly terms: Order
  /** The record that `inspect` carried. */
  readonly inspection: Hex | null
  /** How it ended, as the ledger says; null while it lives. */
  readonly ending: EndingName | null
  readonly fundedAt: UnixSeconds | null
  readonly settledAt: UnixSeconds | null
  readonly reference: string | null
  readonly metadata: Metadata | null
}

/** Reads an order of the API. */
export function decodeOrder(json: OrderViewJson): OrderView {
  const { money } = json
  return {
    id: json.id,
    terms: decodeTerms(json.terms),
    state: json.state,
    status: {
      state: State[json.state],
      shipped: json.shipped,
      handed: json.handed,
      extended: json.extended,
      escalatedByBuyer: json.escalatedByBuyer,
      deadline: json.deadlineAt === null ? 0 : parseInstant(json.deadlineAt),
      drawn: parseUnits(money.drawn),
      claimed: parseUnits(money.claimed),
    },
    isLapsable: json.isLapsable,
    ...(json.dueEnding && { dueEnding: decodeOutcome(json.dueEnding) }),
    ...(json.next && {
      next: { at: parseInstant(json.next.at), default: json.next.default as Exclude<Next, 'stays'> },
    }),
    ...(json.byClock && {
      byClock: { at: parseInstant(json.byClock.at), outcome: decodeOutcome(json.byClock.outcome) },
    }),
    parties: json.parties as OrderDescription['parties'],
    endings: Object.fromEntries(
      Object.entries(json.endings).map(([name, outcome]) => [name, decodeOutcome(outcome)]),
    ),
    money: {
      paidIn: parseUnits(money.paidIn),
      earnable: parseUnits(money.earnable),
      claimed: parseUnits(money.claimed),
      claimable: parseUnits(money.claimable),
      drawn: parseUnits(money.drawn),
      drawable: parseUnits(money.drawable),
      held: parseUnits(money.held),
      posted: parseUnits(money.posted),
      extendable: money.extendable,
    },
    inspection: json.inspection,
    ending: json.ending,
    fundedAt: json.fundedAt === null ? null : parseInstant(json.fundedAt),
    settledAt: json.settledAt === null ? null : parseInstant(json.settledAt),
    reference: json.reference,
    metadata: json.metadata,
  }
}

function decodeOutcome(json: OutcomeJson): Outcome {
  return {
    ending: json.ending,
    sellerGross: parseUnits(json.sellerGross),
    fee: parseUnits(json.fee),
    credits: json.credits.map(({ party, account, amount }) => ({
      party: party as Party,
      account,
      amount: parseUnits(amount),
    })),
    bondPaid: parseUnits(json.bondPaid),
    released: parseUnits(json.released),
    reimbursed: parseUnits(json.reimbursed),
    arbiterPaid: parseUnits(json.arbiterPaid),
    postReturned: parseUnits(json.postReturned),
  }
}
