import {
  decideEnding,
  type EndingName,
  NO_STATUS,
  type OrderStatus,
  paidIn,
  quoteTerms,
  State,
} from '@cinnabar/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneySegments } from './moneySegments.ts'

const account = (digit: number) => `0x${`${digit}`.repeat(40)}` as const
const { terms } = quoteTerms({
  preset: 'daigou',
  buyer: account(1),
  seller: account(2),
  token: account(3),
  platform: account(4),
  attestor: account(5),
  arbiter: account(6),
  goods: 94_440_000n,
  service: 4_720_000n,
  freight: 1_670_000n,
  feeBps: 100,
  validUntil: 0,
  salt: 0n,
})
const drawnOf = (drawn: bigint): OrderStatus => ({ ...NO_STATUS, state: State.Accepted, drawn })
const partsOf = (ending: EndingName, drawn: bigint) =>
  Object.fromEntries(
    moneySegments(terms, decideEnding(terms, drawnOf(drawn), ending)).map(({ part, amount }) => [
      part,
      amount,
    ]),
  )

describe('moneySegments', () => {
  it('gives all to the payer when nothing was drawn and the order is refunded', () => {
    expect(partsOf('Refund', 0n)).toEqual({ payer: 100_830_000n })
  })

  it('shows what the bond stands for when a drawn order is refunded', () => {
    expect(partsOf('Refund', 50_000_000n)).toEqual({ payer: 50_830_000n, payerFromBond: 50_000_000n })
  })

  it('tells what the seller drew from what it still gets', () => {
    expect(partsOf('Earned', 50_000_000n)).toEqual({
      sellerDrawn: 50_000_000n,
      seller: 49_838_400n,
      platform: 991_600n,
    })
  })

  it('always sums up to what was paid in, with no part below zero', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, paidIn(terms)), fc.bigInt(0n, terms.goods), (sellerTotal, drawn) => {
        const segments = moneySegments(terms, decideEnding(terms, drawnOf(drawn), 'Settlement', sellerTotal))
        const sum = segments.reduce((total, { amount }) => total + amount, 0n)
        return sum === paidIn(terms) && segments.every(({ amount, share }) => amount > 0n && share <= 1)
      }),
    )
  })
})
