import { minAmount, type Order, type Outcome, paidIn } from '@cinnabar/protocol'

/** Who a part of the money is for. */
export type MoneyPart = 'payer' | 'payerFromBond' | 'sellerDrawn' | 'seller' | 'platform'

/** A part of the money bar. `share` is of the whole, 0 to 1, for drawing only. */
export type MoneySegment = { readonly part: MoneyPart; readonly amount: bigint; readonly share: number }

/**
 * Divides what was paid in as an ending would: what returns to the payer (and how much of that the seller's bond
 * stands for), what the seller drew already and keeps, what it still gets, and the platform's fee. The parts sum up
 * to what was paid in; a posted arbiter's fee is on top and not among them.
 *
 * @param outcome - Of the ending, from `describeOrder` or `decideEnding`.
 * @returns The parts that are not zero, in the order in which they are drawn.
 */
export function moneySegments(
  terms: Order,
  {
    sellerGross,
    fee,
    bondPaid,
    released: drawn,
  }: Pick<Outcome, 'sellerGross' | 'fee' | 'bondPaid' | 'released'>,
): MoneySegment[] {
  const whole = paidIn(terms)
  const net = sellerGross - fee
  const kept = minAmount(drawn, net)
  const parts: readonly (readonly [MoneyPart, bigint])[] = [
    ['payer', whole - sellerGross - bondPaid],
    ['payerFromBond', bondPaid],
    ['sellerDrawn', kept],
    ['seller', net - kept],
    ['platform', fee],
  ]
  return parts
    .filter(([, amount]) => amount > 0n)
    .map(([part, amount]) => ({ part, amount, share: Number((amount * 1_000_000n) / whole) / 1_000_000 }))
}
