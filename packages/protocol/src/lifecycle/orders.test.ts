import { describe, expect, it } from 'vitest'
import { createPlay, DOMAIN, outcomeOf, pass } from '../../test/playOrder.ts'
import { orderId } from '../typedData/hash.ts'
import { statusOf } from './book.ts'
import { State } from './state.ts'

describe('two orders of one seller', () => {
  const open = () => {
    const play = createPlay()
    const terms = { ...play.terms, salt: 2n }
    const second = orderId(terms, DOMAIN)
    play.do('buyer', 'fund')
    play.do('buyer', 'fund', { terms })
    return { play, second }
  }

  it('share its bond, each to what it reserved', () => {
    const { play, second } = open()
    play.do('seller', 'draw', { total: 800n })
    expect(play.try('seller', 'draw', { order: second, total: 201n })).toMatchObject({
      reason: 'BOND_INSUFFICIENT',
      free: 200n,
      needed: 201n,
    })
    play.do('seller', 'draw', { order: second, total: 200n })
    play.do('seller', 'cancel')
    expect(play.bond('seller')).toEqual({ amount: 200n, reserved: 200n })
    play.do('buyer', 'confirm', { order: second, state: State.Accepted })
    expect(play.bond('seller')).toEqual({ amount: 200n, reserved: 0n })
  })

  it('do not touch each other (invariant 10)', () => {
    const { play, second } = open()
    const before = statusOf(play.book, second)
    play.do('attestor', 'inspect')
    play.do('buyer', 'reject')
    pass(play)
    play.do('stranger', 'lapse')
    expect(play.status().state).toBe(State.Settled)
    expect(statusOf(play.book, second)).toBe(before)
    expect(outcomeOf(play.try('stranger', 'lapse', { order: second }))).toBe('done')
  })
})
