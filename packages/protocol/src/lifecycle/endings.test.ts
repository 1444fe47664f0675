import { describe, expect, it } from 'vitest'
import { type Play, pass, PEOPLE, reach, TERMS } from '../../test/playOrder.ts'
import { ZERO_ADDRESS } from '../address.ts'
import { decideEnding, platformFee } from './endings.ts'
import { NO_STATUS, type OrderStatus, State } from './state.ts'

const status = (change: Partial<OrderStatus> = {}): OrderStatus => ({
  ...NO_STATUS,
  state: State.Delivered,
  ...change,
})
const creditsOf = (...args: Parameters<typeof decideEnding>) =>
  Object.fromEntries(decideEnding(...args).credits.map(({ party, amount }) => [party, amount]))

describe('platformFee', () => {
  it('is taken on goods and service only, rounded down', () => {
    expect(platformFee(TERMS, 1350n)).toBe(27n)
    expect(platformFee(TERMS, 500n)).toBe(12n)
    expect(platformFee(TERMS, 39n)).toBe(0n)
    expect(platformFee(TERMS, 40n)).toBe(1n)
  })
})

describe('decideEnding', () => {
  it('refunds everything', () => {
    expect(creditsOf(TERMS, status({ claimed: 120n }), 'Refund')).toEqual({ payer: 1350n })
  })

  it('pays what was earned and returns what was not documented', () => {
    expect(creditsOf(TERMS, status(), 'Earned')).toEqual({ payer: 200n, platform: 27n, seller: 1123n })
    expect(creditsOf(TERMS, status({ claimed: 120n }), 'Earned')).toEqual({
      payer: 80n,
      platform: 27n,
      seller: 1243n,
    })
    expect(creditsOf(TERMS, status({ claimed: 200n }), 'Earned')).toEqual({ platform: 27n, seller: 1323n })
  })

  it('takes what was drawn off the seller’s net', () => {
    expect(decideEnding(TERMS, status({ drawn: 800n }), 'Earned')).toMatchObject({
      bondPaid: 0n,
      released: 800n,
    })
    expect(creditsOf(TERMS, status({ drawn: 800n }), 'Earned').seller).toBe(323n)
  })

  it('lets the bond pay what was drawn and not earned', () => {
    expect(decideEnding(TERMS, status({ drawn: 800n }), 'Refund')).toMatchObject({
      bondPaid: 800n,
      released: 800n,
    })
    const ruled = decideEnding(
      TERMS,
      status({ drawn: 900n, claimed: 120n, state: State.Escalated }),
      'Ruling',
      500n,
    )
    expect(ruled).toMatchObject({ sellerGross: 500n, fee: 12n, bondPaid: 412n })
    expect(creditsOf(TERMS, status({ drawn: 488n }), 'Settlement', 500n)).toEqual({
      payer: 850n,
      platform: 12n,
    })
  })

  it('pays for goods that lie only when an attestor saw them, without freight', () => {
    const lying = status({ state: State.Approved, claimed: 120n })
    expect(creditsOf(TERMS, lying, 'Abandoned')).toEqual({ payer: 130n, platform: 27n, seller: 1193n })
    expect(creditsOf({ ...TERMS, abandonBps: 3333 }, lying, 'Abandoned')).toEqual({
      payer: 944n,
      platform: 10n,
      seller: 396n,
    })
    expect(creditsOf({ ...TERMS, attestor: ZERO_ADDRESS }, lying, 'Abandoned')).toEqual({ payer: 1350n })
  })

  it('splits silence only after the goods were handed over', () => {
    expect(creditsOf(TERMS, status({ handed: true }), 'Silence')).toEqual({
      payer: 775n,
      platform: 14n,
      seller: 561n,
    })
    expect(creditsOf(TERMS, status({ shipped: true }), 'Silence')).toEqual({ payer: 1350n })
  })

  it('settles at any gross up to what was paid in', () => {
    expect(creditsOf(TERMS, status(), 'Settlement', 1350n)).toEqual({ platform: 27n, seller: 1323n })
    expect(() => decideEnding(TERMS, status(), 'Settlement', 1351n)).toThrow(RangeError)
    expect(() => decideEnding(TERMS, status(), 'Ruling', 1151n)).toThrow(RangeError)
    expect(() => decideEnding(TERMS, status(), 'Ruling', -1n)).toThrow(RangeError)
  })

  it('holds nothing for an order that was revoked', () => {
    expect(creditsOf(TERMS, status(), 'Revoked')).toEqual({})
  })
})

describe('the arbiter’s fee', () => {
  const by = (party: 'buyer' | 'seller', change: Partial<OrderStatus> = {}) =>
    status({ state: State.Escalated, escalatedByBuyer: party === 'buyer', ...change })

  it('returns in proportion to what its owner won, out of the other side’s credit', () => {
    expect(decideEnding(TERMS, by('buyer'), 'Ruling', 300n)).toMatchObject({
      fee: 7n,
      reimbursed: 19n,
      arbiterPaid: 27n,
    })
    expect(creditsOf(TERMS, by('buyer'), 'Ruling', 300n)).toEqual({
      payer: 1050n,
      platform: 7n,
      seller: 274n,
      buyer: 19n,
      arbiter: 27n,
    })
    expect(decideEnding(TERMS, by('seller'), 'Ruling', 300n).reimbursed).toBe(7n)
    expect(decideEnding(TERMS, by('seller'), 'Ruling', 300n).credits).toContainEqual({
      party: 'payer',
      account: PEOPLE.buyer,
      amount: 1043n,
    })
  })

  it('is bounded by the other side’s credit', () => {
    expect(decideEnding(TERMS, by('buyer'), 'Ruling', 0n).reimbursed).toBe(0n)
    expect(decideEnding(TERMS, by('buyer', { drawn: 290n }), 'Ruling', 300n).reimbursed).toBe(3n)
    expect(decideEnding(TERMS, by('buyer', { drawn: 293n }), 'Ruling', 300n).reimbursed).toBe(0n)
    expect(decideEnding(TERMS, by('seller', { claimed: 190n }), 'Earned').reimbursed).toBe(10n)
    expect(decideEnding(TERMS, by('seller', { claimed: 200n }), 'Earned').reimbursed).toBe(0n)
  })

  it('counts a confirmation as all, a cancellation as nothing', () => {
    expect(decideEnding(TERMS, by('seller'), 'Earned')).toMatchObject({ reimbursed: 27n, arbiterPaid: 27n })
    expect(decideEnding(TERMS, by('buyer'), 'Earned')).toMatchObject({ reimbursed: 0n, arbiterPaid: 27n })
    expect(decideEnding(TERMS, by('buyer'), 'Refund')).toMatchObject({ reimbursed: 0n, arbiterPaid: 27n })
    expect(decideEnding(TERMS, by('seller'), 'Refund')).toMatchObject({ reimbursed: 0n, arbiterPaid: 27n })
  })

  it('is not given back by a settlement, nor where nothing can be earned', () => {
    expect(decideEnding(TERMS, by('buyer'), 'Settlement', 600n)).toMatchObject({
      reimbursed: 0n,
      arbiterPaid: 27n,
    })
    const atCost = { ...TERMS, goods: 0n, service: 0n, freight: 0n }
    expect(decideEnding(atCost, by('buyer'), 'Ruling', 0n)).toMatchObject({
      reimbursed: 0n,
      arbiterPaid: 27n,
    })
  })

  it('returns to its owner when nobody ruled', () => {
    expect(decideEnding(TERMS, by('seller', { handed: true }), 'Silence')).toMatchObject({
      postReturned: 27n,
      arbiterPaid: 0n,
      reimbursed: 0n,
    })
  })

  it('goes to the backup when it is its turn', () => {
    expect(creditsOf(TERMS, by('buyer', { state: State.Backup }), 'Ruling', 0n)).toMatchObject({
      backupArbiter: 27n,
    })
  })
})

describe('an order that ends', () => {
  const totals = (play: Play) => [
    play.balance('buyer'),
    play.balance('seller'),
    play.balance('platform'),
    play.bond('seller'),
  ]

  it('credits balances and lets the bond go', () => {
    const play = reach('Shipped')
    play.do('seller', 'claim', { total: 120n })
    play.do('seller', 'draw', { total: 900n })
    play.do('attestor', 'deliver')
    const { events } = play.do('buyer', 'confirm')
    expect(totals(play)).toEqual([8730n, 11_243n, 10_027n, { amount: 1000n, reserved: 0n }])
    expect(events).toEqual([
      {
        name: 'OrderSettled',
        args: { order: play.order, ending: 1, sellerGross: 1270n, fee: 27n, bondPaid: 0n, reimbursed: 0n },
      },
    ])
  })

  it('makes the buyer whole from the bond when the agent vanished', () => {
    const play = reach('Accepted')
    play.do('seller', 'draw', { total: 800n })
    pass(play)
    play.do('stranger', 'lapse')
    expect(totals(play)).toEqual([10_000n, 10_800n, 10_000n, { amount: 200n, reserved: 0n }])
  })

  it('keeps its figures readable', () => {
    const play = reach('Accepted')
    const { deadline } = play.status()
    play.do('seller', 'draw', { total: 800n })
    play.do('seller', 'cancel')
    expect(play.status()).toMatchObject({ state: State.Settled, drawn: 800n, deadline })
  })
})
