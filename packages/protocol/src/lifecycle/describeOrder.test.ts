import { describe, expect, it } from 'vitest'
import { type Person, pass, reach, START, TERMS } from '../../test/playOrder.ts'
import { DAY } from '../instant.ts'
import { describeOrder } from './describeOrder.ts'
import { NO_STATUS, State } from './state.ts'

const view = (play: ReturnType<typeof reach>) => describeOrder(play.terms, play.status(), play.now)

describe('describeOrder', () => {
  it('says what each party may do now', () => {
    const { parties, state, next } = view(reach('Shipped'))
    const acts = (party: 'buyer' | 'seller' | 'attestor') => parties[party]?.acts.map(({ action }) => action)
    expect(state).toBe('Shipped')
    expect(acts('buyer')).toEqual(['dispute', 'extend', 'confirm', 'settle'])
    expect(acts('seller')).toEqual(['dispute', 'claim', 'draw', 'cancel', 'settle', 'refund'])
    expect(acts('attestor')).toEqual(['deliver'])
    expect(next?.default).toEqual({ ends: 'Refund' })
  })

  it('leaves out what was done for good', () => {
    const play = reach('Accepted')
    play.do('buyer', 'extend', { extraSeconds: 60 })
    play.do('seller', 'claim', { total: 200n })
    play.do('seller', 'draw', { total: 1000n })
    const { parties, money } = view(play)
    expect(parties.buyer?.acts.map(({ action }) => action)).not.toContain('extend')
    expect(parties.seller?.acts.map(({ action }) => action)).not.toContain('draw')
    expect(money).toMatchObject({
      paidIn: 1350n,
      earnable: 1350n,
      claimable: 0n,
      drawable: 0n,
      held: 350n,
      extendable: 0,
    })
  })

  it('offers exactly what the lifecycle then does', () => {
    const fields = { extraSeconds: 60, total: 1n, sellerGross: 1n, sellerTotal: 1n, amount: 1n }
    for (const state of [
      'Requested',
      'Accepted',
      'Inspected',
      'Approved',
      'Shipped',
      'Delivered',
      'Disputed',
    ] as const) {
      for (const [party, { acts }] of Object.entries(view(reach(state)).parties)) {
        for (const { action } of acts) {
          expect(reach(state).try(party as Person, action, fields).status).toBe('done')
        }
      }
    }
  })

  it('tells what each ending would pay and what the clock will do', () => {
    const play = reach('Delivered')
    const { endings, byClock } = view(play)
    expect(Object.keys(endings).sort()).toEqual(['Earned', 'Refund'])
    expect(byClock).toMatchObject({
      at: play.status().deadline,
      outcome: { ending: 'Earned', sellerGross: 1150n },
    })
  })

  it('bounds what a settlement or a ruling may name', () => {
    const play = reach('Shipped')
    play.do('seller', 'claim', { total: 50n })
    expect(view(play).bounds).toEqual({ Settlement: 1350n })
    play.do('buyer', 'dispute')
    play.do('seller', 'escalate')
    expect(view(play).bounds).toEqual({ Settlement: 1350n, Ruling: 1200n })
    play.do('arbiter', 'rule', { sellerGross: 1200n })
    expect(view(play).bounds).toEqual({})
  })

  it('looks through defaults that nobody lapsed', () => {
    const play = reach('Inspected')
    pass(play)
    expect(view(play)).toMatchObject({
      state: 'Approved',
      isLapsable: true,
      status: { state: State.Approved },
    })
    play.now += 90 * DAY
    const over = view(play)
    expect(over).toMatchObject({
      state: 'Settled',
      isLapsable: true,
      dueEnding: { ending: 'Abandoned', fee: 27n },
    })
    expect(over.next).toBeUndefined()
    expect(over.money.held).toBe(0n)
  })

  it('has nothing to say about an order that nobody funded', () => {
    const none = describeOrder(TERMS, NO_STATUS, START)
    expect(none).toMatchObject({ state: 'None', isLapsable: false, endings: {} })
    expect(none.next).toBeUndefined()
  })
})
