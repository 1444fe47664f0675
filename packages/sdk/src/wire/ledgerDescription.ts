import {
  type ActName,
  type Address,
  ENDING_NAMES,
  type EndingName,
  type Hex,
  LENS_ACTS,
  type OrderMoney,
  type OrderStatus,
  type Outcome,
  PARTIES,
  type Party,
  type State,
  STATE_NAMES,
  type StateName,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { orderLensAbi } from '@cinnabar/protocol/generated/orderLensAbi'
import { type ContractFunctionReturnType, decodeFunctionResult } from 'viem'

/** How an ending would divide the money: what each party's balance grows by, in total. */
export type LedgerOutcome = Omit<Outcome, 'credits'> & {
  readonly credits: { readonly [Name in Party]?: bigint }
}

/** A party, what it may do now, and what of that an operator of it may do too. */
export type LedgerParty = {
  readonly account: Address
  readonly acts: readonly ActName[]
  readonly operatorActs: readonly ActName[]
}

/** An order as the contract `OrderLens` describes it: what `describeOrder` says, by the ledger itself. */
export type LedgerDescription = {
  readonly id: Hex
  readonly status: OrderStatus
  readonly state: StateName
  readonly isLapsable: boolean
  /** How a due default ended the order, where one did. */
  readonly dueEnding?: LedgerOutcome
  /** What the clock does next: into which state, and how it ends the order when it does. */
  readonly next?: { readonly at: UnixSeconds; readonly to: StateName; readonly ending?: EndingName }
  readonly byClock?: { readonly at: UnixSeconds; readonly outcome: LedgerOutcome }
  readonly parties: { readonly [Name in Party]?: LedgerParty }
  readonly endings: { readonly [Name in EndingName]?: LedgerOutcome }
  readonly money: OrderMoney
  /** The highest gross of the endings that people name; zero where they cannot come now. */
  readonly bounds: { readonly Settlement: bigint; readonly Ruling: bigint }
}

type View = ContractFunctionReturnType<typeof orderLensAbi, 'view', 'describe'>

/** Reads what `OrderLens.describe` returned. */
export function decodeLedgerDescription(data: Hex): LedgerDescription {
  const view = decodeFunctionResult({ abi: orderLensAbi, functionName: 'describe', data })
  const { status, money, next } = view
  const dueEnding = decodeOutcome(view.dueEnding)
  const final = decodeOutcome(view.byClock)
  return {
    id: view.order,
    status: { ...status, state: status.state as State },
    state: STATE_NAMES[status.state]!,
    isLapsable: view.lapsable,
    ...(dueEnding && { dueEnding }),
    ...(next.runs && { next: decodeClock(next) }),
    ...(final && { byClock: { at: view.endsAt, outcome: final } }),
    parties: decodeParties(view.parties),
    endings: Object.fromEntries(
      ENDING_NAMES.flatMap((name, i) => {
        const outcome = decodeOutcome(view.endings[i]!)
        return outcome ? [[name, outcome]] : []
      }),
    ),
    money: {
      paidIn: money.paidIn,
      earnable: money.earnable,
      claimed: money.claimed,
      claimable: money.claimable,
      drawn: money.drawn,
      drawable: money.drawable,
      held: money.held,
      posted: money.posted,
      extendable: Number(money.extendable),
    },
    bounds: { Settlement: money.settlementBound, Ruling: money.rulingBound },
  }
}

function decodeClock({ deadline, next, ending }: View['next']): NonNullable<LedgerDescription['next']> {
  const to = STATE_NAMES[next]!
  return { at: deadline, to, ...(to === 'Settled' && { ending: ENDING_NAMES[ending]! }) }
}

function decodeOutcome({
  possible,
  ending,
  credits,
  ...amounts
}: View['byClock']): LedgerOutcome | undefined {
  if (!possible) return undefined
  const named = PARTIES.map((party, i) => [party, credits[i]!] as const).filter(([, amount]) => amount > 0n)
  return { ending: ENDING_NAMES[ending]!, ...amounts, credits: Object.fromEntries(named) }
}

function decodeParties(views: View['parties']): LedgerDescription['parties'] {
  const named = PARTIES.flatMap((party, i) => {
    const { account, acts, operatorActs } = views[i]!
    if (BigInt(account) === 0n) return []
    const view = {
      account: account.toLowerCase() as Address,
      acts: decodeActs(acts),
      operatorActs: decodeActs(operatorActs),
    }
    return [[party, view] as const]
  })
  return Object.fromEntries(named)
}

function decodeActs(bits: number): ActName[] {
  return LENS_ACTS.filter((_, i) => (bits >> i) & 1)
}
