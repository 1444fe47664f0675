import { encodeAbiParameters, getAbiItem } from 'viem'
import { orderLensAbi } from '../src/generated/orderLensAbi.ts'
import {
  type ActName,
  decideEnding,
  ENDING_NAMES,
  Ending,
  type Hex,
  LENS_ACTS,
  type Next,
  type Order,
  type OrderDescription,
  type OrderStatus,
  type Outcome,
  PARTIES,
  type Party,
  State,
  type UnixSeconds,
  ZERO_ADDRESS,
} from '../src/index.ts'

const VIEW_ABI = getAbiItem({ abi: orderLensAbi, name: 'describe' }).outputs
const OUTCOME_ABI = getAbiItem({ abi: orderLensAbi, name: 'outcomeOf' }).outputs

type Seven<T> = readonly [T, T, T, T, T, T, T]

/** `abi.encode` of what the lens answers for an order that is described so. */
export function encodeDescription(order: Hex, description: OrderDescription): Hex {
  const { status, isLapsable, dueEnding, next, byClock, parties, endings, money, bounds } = description
  return encodeAbiParameters(VIEW_ABI, [
    {
      order,
      status,
      lapsable: isLapsable,
      dueEnding: toOutcome(dueEnding),
      next: toClock(next),
      endsAt: byClock?.at ?? 0,
      byClock: toOutcome(byClock?.outcome),
      parties: PARTIES.map((party) => toPartyView(parties[party])) as unknown as Seven<
        ReturnType<typeof toPartyView>
      >,
      endings: ENDING_NAMES.map((name) => toOutcome(endings[name])) as unknown as Seven<
        ReturnType<typeof toOutcome>
      >,
      money: {
        ...money,
        extendable: BigInt(money.extendable),
        settlementBound: bounds.Settlement ?? 0n,
        rulingBound: bounds.Ruling ?? 0n,
      },
    },
  ])
}

/** `abi.encode` of how a settlement or a ruling at `named` would divide the money. */
export function encodeOutcome(
  terms: Order,
  status: OrderStatus,
  ending: 'Settlement' | 'Ruling',
  named: bigint,
): Hex {
  return encodeAbiParameters(OUTCOME_ABI, [toOutcome(decideEnding(terms, status, ending, named))])
}

const NO_OUTCOME: Omit<Outcome, 'ending' | 'credits'> = {
  sellerGross: 0n,
  fee: 0n,
  bondPaid: 0n,
  released: 0n,
  reimbursed: 0n,
  arbiterPaid: 0n,
  postReturned: 0n,
}

function toOutcome(outcome: Outcome | undefined) {
  const credited = (party: Party): bigint =>
    (outcome?.credits ?? []).reduce((sum, credit) => (credit.party === party ? sum + credit.amount : sum), 0n)
  return {
    ...NO_OUTCOME,
    ...outcome,
    possible: outcome !== undefined,
    ending: outcome ? Ending[outcome.ending] : 0,
    credits: PARTIES.map(credited) as unknown as Seven<bigint>,
  }
}

function toClock(next: { at: UnixSeconds; default: Exclude<Next, 'stays'> } | undefined) {
  if (!next) return { runs: false, deadline: 0, next: State.None, ending: 0 }
  const { at: deadline, default: due } = next
  return 'ends' in due
    ? { runs: true, deadline, next: State.Settled, ending: Ending[due.ends] }
    : { runs: true, deadline, next: State[due.to], ending: 0 }
}

function toPartyView(view: OrderDescription['parties'][Party]) {
  const mask = (acts: readonly { action: ActName }[]) =>
    [...new Set(acts.map(({ action }) => LENS_ACTS.indexOf(action)))].reduce(
      (sum, bit) => sum | (1 << bit),
      0,
    )
  return {
    account: view?.account ?? ZERO_ADDRESS,
    acts: mask(view?.acts ?? []),
    operatorActs: mask((view?.acts ?? []).filter(({ byOperator }) => byOperator)),
  }
}
