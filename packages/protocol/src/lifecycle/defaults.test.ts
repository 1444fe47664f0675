import { describe, expect, it } from 'vitest'
import { outcomeOf, type Play, pass, reach, TERMS } from '../../test/playOrder.ts'
import { ZERO_ADDRESS } from '../address.ts'
import { DAY } from '../instant.ts'
import { decideFinalDefault } from './defaults.ts'
import { State } from './state.ts'

const NO_ATTESTOR = { attestor: ZERO_ADDRESS, windows: { ...TERMS.windows, confirm: 0 } }
const NO_BACKUP = { backupArbiter: ZERO_ADDRESS }

const lapse = (play: Play) => {
  pass(play)
  return play.do('stranger', 'lapse').events
}

describe('the clock', () => {
  it.each([
    ['Requested', {}, 0],
    ['Accepted', {}, 0],
    ['Approved', {}, 2],
    ['Approved', NO_ATTESTOR, 2],
    ['Shipped', {}, 0],
    ['Shipped', NO_ATTESTOR, 1],
    ['Delivered', {}, 1],
    ['Disputed', {}, 3],
    ['Escalated', NO_BACKUP, 3],
    ['Backup', {}, 3],
  ] as const)('ends %s (case %#) as ending %i', (state, change, ending) => {
    const play = reach(state, change)
    expect(lapse(play)).toMatchObject([{ name: 'OrderSettled', args: { ending } }])
    expect(play.status().state).toBe(State.Settled)
  })

  it('approves for a silent buyer, then counts goods as left to lie', () => {
    const play = reach('Inspected')
    const { deadline } = play.status()
    expect(lapse(play)).toEqual([
      { name: 'OrderApproved', args: { order: play.order, byDefault: true, deadline: deadline + 90 * DAY } },
    ])
    expect(lapse(play)).toMatchObject([{ name: 'OrderSettled', args: { ending: 2, sellerGross: 1100n } }])
  })

  it('hands a silent arbiter’s case to the backup and returns the fee after both', () => {
    const play = reach('Escalated')
    const { deadline } = play.status()
    const before = play.balance('buyer')
    expect(lapse(play)).toEqual([
      { name: 'OrderBackup', args: { order: play.order, deadline: deadline + 7 * DAY } },
    ])
    lapse(play)
    expect(play.balance('buyer')).toBe(before + 775n + 27n)
  })

  it('applies one default after the other, each from the deadline before it', () => {
    const play = reach('Inspected')
    play.now += 5 * DAY + 90 * DAY + 1
    expect(play.do('stranger', 'lapse').events.map(({ name }) => name)).toEqual([
      'OrderApproved',
      'OrderSettled',
    ])
    const other = reach('Inspected')
    other.now = other.status().deadline + 90 * DAY
    other.do('stranger', 'lapse')
    expect(other.status()).toMatchObject({ state: State.Approved, deadline: other.now })
  })

  it('does not run before its second', () => {
    const play = reach('Delivered')
    play.now = play.status().deadline
    expect(play.try('stranger', 'lapse')).toMatchObject({
      reason: 'DEADLINE_NOT_REACHED',
      deadline: play.now,
    })
    pass(play)
    play.do('stranger', 'lapse')
    expect(outcomeOf(play.try('stranger', 'lapse'))).toBe('DEADLINE_NOT_REACHED')
  })

  it('runs in whatever act comes next, but not in one that is refused', () => {
    const play = reach('Inspected')
    pass(play)
    expect(outcomeOf(play.try('buyer', 'reject', { state: State.Inspected }))).toBe('STATE_MISMATCH')
    expect(play.status().state).toBe(State.Inspected)
    expect(outcomeOf(play.try('buyer', 'ship', { state: State.Approved }))).toBe('NOT_AUTHORIZED')
    expect(play.status().state).toBe(State.Inspected)
    const { events } = play.do('seller', 'ship', { state: State.Approved })
    expect(events.map(({ name }) => name)).toEqual(['OrderApproved', 'OrderShipped'])
  })
})

describe('decideFinalDefault', () => {
  it('tells how and when an order ends by itself', () => {
    const play = reach('Inspected')
    const { deadline } = play.status()
    expect(decideFinalDefault(TERMS, play.status())).toMatchObject({
      ending: 'Abandoned',
      at: deadline + 90 * DAY,
    })
    expect(decideFinalDefault(TERMS, { ...play.status(), state: State.Settled })).toBeUndefined()
  })
})
