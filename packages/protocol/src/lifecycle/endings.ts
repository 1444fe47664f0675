import type { Address } from '../address.ts'
import { minAmount, proportionDown, shareDown } from '../money.ts'
import { earnable, hasAttestor, type Order, type Party, paidIn, payerOf } from '../terms.ts'
import { type EndingName, isEscalated, type OrderStatus, State } from './state.ts'

/** Money that an ending adds to a balance. */
export type Credit = { readonly party: Party; readonly account: Address; readonly amount: bigint }

/** How an ending divides the money of an order. */
export type Outcome = {
  readonly ending: EndingName
  /** S: the seller's gross. */
  readonly sellerGross: bigint
  /** F(S): the platform's part of it. */
  readonly fee: bigint
  /** What is added to balances; no zero among them. */
  readonly credits: readonly Credit[]
  /** What the seller's bond pays, since more was drawn than earned. */
  readonly bondPaid: bigint
  /** D: what the seller's bond no longer reserves. */
  readonly released: bigint
  /** T: what the other side's credit gives back to who posted the arbiter's fee. */
  readonly reimbursed: bigint
  /** A, when an arbiter gets it. */
  readonly arbiterPaid: bigint
  /** A, when it returns to its owner, since nobody ruled. */
  readonly postReturned: bigint
}

/** F(x): the platform's fee on a gross, rounded down; freight and cost carry none. */
export function platformFee(terms: Order, gross: bigint): bigint {
  return shareDown(minAmount(gross, terms.goods + terms.service), terms.feeBps)
}

/** The bound of what may be drawn: ⌊goods · drawBps / 10⁴⌋ + C. */
export function drawBound(terms: Order, claimed: bigint): bigint {
  return shareDown(terms.goods, terms.drawBps) + claimed
}

/** The bound of the seller's gross that people name: K in a ruling, P in a settlement. */
export function grossBound(terms: Order, status: OrderStatus, ending: 'Ruling' | 'Settlement'): bigint {
  return ending === 'Ruling' ? earnable(terms, status.claimed) : paidIn(terms)
}

/** The seller's gross S of each ending that follows from terms and status alone. */
const SELLER_GROSS: Readonly<
  Record<Exclude<EndingName, 'Ruling' | 'Settlement'>, (terms: Order, status: OrderStatus) => bigint>
> = {
  Refund: () => 0n,
  Earned: (terms, { claimed }) => earnable(terms, claimed),
  Abandoned: (terms, { claimed }) =>
    hasAttestor(terms) ? shareDown(terms.goods + terms.service + claimed, terms.abandonBps) : 0n,
  Silence: (terms, { claimed, handed }) =>
    handed ? shareDown(earnable(terms, claimed), terms.silenceBps) : 0n,
  Revoked: () => 0n,
}

/**
 * How an ending divides the money.
 *
 * @param status - As it was before the ending; its state says whether an arbiter's fee is posted.
 * @param named - The seller's gross that a ruling or a settlement names; no other ending looks at it.
 * @throws RangeError if `named` is below zero or above `grossBound`.
 * @see docs/specs/order.md, Money
 */
export function decideEnding(terms: Order, status: OrderStatus, ending: EndingName, named = 0n): Outcome {
  if (ending === 'Revoked') return { ...NOTHING, ending }
  const sellerGross = decideSellerGross(terms, status, ending, named)
  const fee = platformFee(terms, sellerGross)
  const net = sellerGross - fee
  const { drawn } = status
  const payerCredit = paidIn(terms) - sellerGross
  const sellerCredit = net >= drawn ? net - drawn : 0n
  const post = decidePost(terms, status, ending, sellerGross, { payerCredit, sellerCredit })
  const owner: 'buyer' | 'seller' = status.escalatedByBuyer ? 'buyer' : 'seller'
  const arbiter: Party = status.state === State.Backup ? 'backupArbiter' : 'arbiter'
  const credits: Credit[] = [
    {
      party: 'payer',
      account: payerOf(terms),
      amount: payerCredit - (owner === 'seller' ? post.reimbursed : 0n),
    },
    { party: 'platform', account: terms.platform, amount: fee },
    {
      party: 'seller',
      account: terms.seller,
      amount: sellerCredit - (owner === 'buyer' ? post.reimbursed : 0n),
    },
    { party: owner, account: terms[owner], amount: post.reimbursed + post.postReturned },
    { party: arbiter, account: terms[arbiter], amount: post.arbiterPaid },
  ]
  return {
    ending,
    sellerGross,
    fee,
    credits: credits.filter(({ amount }) => amount > 0n),
    bondPaid: net >= drawn ? 0n : drawn - net,
    released: drawn,
    ...post,
  }
}

const NO_POST = { reimbursed: 0n, arbiterPaid: 0n, postReturned: 0n }
const NOTHING = { sellerGross: 0n, fee: 0n, credits: [], bondPaid: 0n, released: 0n, ...NO_POST }

function decideSellerGross(
  terms: Order,
  status: OrderStatus,
  ending: Exclude<EndingName, 'Revoked'>,
  named: bigint,
) {
  if (ending !== 'Ruling' && ending !== 'Settlement') return SELLER_GROSS[ending](terms, status)
  const bound = grossBound(terms, status, ending)
  if (named < 0n || named > bound)
    throw new RangeError(`the seller's gross ${named} is not within 0 and ${bound}`)
  return named
}

/** What becomes of the arbiter's fee that one side posted. */
function decidePost(
  terms: Order,
  status: OrderStatus,
  ending: EndingName,
  sellerGross: bigint,
  credit: { payerCredit: bigint; sellerCredit: bigint },
): typeof NO_POST {
  if (!isEscalated(status.state)) return NO_POST
  const fee = terms.arbiterFee
  if (ending === 'Silence') return { ...NO_POST, postReturned: fee }
  const whole = earnable(terms, status.claimed)
  if (ending === 'Settlement' || whole === 0n) return { ...NO_POST, arbiterPaid: fee }
  const part = status.escalatedByBuyer ? whole - sellerGross : sellerGross
  const other = status.escalatedByBuyer ? credit.sellerCredit : credit.payerCredit
  return {
    reimbursed: minAmount(proportionDown(fee, part, whole), other),
    arbiterPaid: fee,
    postReturned: 0n,
  }
}
