import { describe, expect, it } from 'vitest'
import { createPlay, outcomeOf, PEOPLE, reach, START } from '../../test/playOrder.ts'
import { DAY, HOUR } from '../instant.ts'
import { State } from './state.ts'

const alone = { agreement: { buyer: true } }

describe('fund', () => {
  it('takes what the terms say from the payer and waits for the seller', () => {
    const play = createPlay()
    const { events } = play.do('buyer', 'fund', alone)
    expect(play.status()).toMatchObject({ state: State.Requested, deadline: START + 24 * HOUR })
    expect(play.balance('buyer')).toBe(8650n)
    expect(events).toEqual([
      {
        name: 'OrderFunded',
        args: {
          order: play.order,
          terms: play.terms,
          state: State.Requested,
          deadline: START + 24 * HOUR,
          fromBalance: true,
        },
      },
    ])
  })

  it('is accepted at once with the agreement of the seller or its operator', () => {
    const play = createPlay()
    play.do('buyer', 'fund')
    expect(play.status()).toMatchObject({ state: State.Accepted, deadline: START + 7 * DAY })
    const other = createPlay()
    const byOperator = { agreement: { buyer: true, quoter: PEOPLE.stranger } }
    expect(outcomeOf(other.try('buyer', 'fund', byOperator))).toBe('NOT_AUTHORIZED')
    other.do('seller', 'setOperator', { operator: PEOPLE.stranger, operatorUntil: START })
    other.do('buyer', 'fund', byOperator)
    expect(other.status().state).toBe(State.Accepted)
  })

  it('leaves the balance alone when the money comes from outside', () => {
    const play = createPlay()
    play.do('buyer', 'fund', { fromBalance: false })
    expect(play.balance('buyer')).toBe(10_000n)
  })

  it('counts until validUntil, to the second', () => {
    const play = createPlay()
    play.now = play.terms.validUntil + 1
    expect(outcomeOf(play.try('buyer', 'fund'))).toBe('ORDER_EXPIRED')
    play.now = play.terms.validUntil
    expect(outcomeOf(play.try('buyer', 'fund'))).toBe('done')
  })

  it('is refused twice, to others, without money, and for terms that are not valid', () => {
    const play = createPlay()
    expect(outcomeOf(play.try('stranger', 'fund'))).toBe('NOT_AUTHORIZED')
    play.do('buyer', 'fund')
    expect(outcomeOf(play.try('buyer', 'fund'))).toBe('ORDER_EXISTS')
    expect(outcomeOf(createPlay({ goods: 20_000n }).try('buyer', 'fund'))).toBe('BALANCE_INSUFFICIENT')
    expect(createPlay({ feeBps: 3001 }).try('buyer', 'fund')).toMatchObject({
      reason: 'TERMS_INVALID',
      field: 'feeBps',
    })
  })

  it('needs the seller first where there is no accept window', () => {
    const play = createPlay({ windows: { ...createPlay().terms.windows, accept: 0 } })
    expect(outcomeOf(play.try('buyer', 'fund', alone))).toBe('NOT_AUTHORIZED')
    expect(outcomeOf(play.try('buyer', 'fund'))).toBe('done')
  })

  it('needs the buyer too when somebody else pays, and returns go to the payer', () => {
    const play = createPlay({ payer: PEOPLE.payer })
    const quoter = PEOPLE.seller
    expect(outcomeOf(play.try('buyer', 'fund'))).toBe('NOT_AUTHORIZED')
    expect(outcomeOf(play.try('payer', 'fund', { agreement: { buyer: false, quoter } }))).toBe(
      'SIGNATURE_INVALID',
    )
    play.do('payer', 'fund')
    play.do('seller', 'cancel')
    expect([play.balance('payer'), play.balance('buyer')]).toEqual([10_000n, 10_000n])
  })
})

describe('accept', () => {
  it('is the seller’s, or its operator’s', () => {
    const play = reach('Requested')
    expect(outcomeOf(play.try('buyer', 'accept'))).toBe('NOT_AUTHORIZED')
    play.do('seller', 'setOperator', { operator: PEOPLE.stranger, operatorUntil: play.now })
    play.now += 1
    expect(outcomeOf(play.try('stranger', 'accept'))).toBe('NOT_AUTHORIZED')
    play.do('seller', 'accept')
    expect(play.status()).toMatchObject({ state: State.Accepted, deadline: play.now + 7 * DAY })
  })

  it('may be relayed with the seller’s signature of the terms until validUntil; the seller itself may be later', () => {
    const terms = { validUntil: START + 60 }
    const play = reach('Requested', terms)
    play.now = START + 61
    expect(outcomeOf(play.try('stranger', 'accept', { quoter: PEOPLE.seller }))).toBe('ORDER_EXPIRED')
    expect(outcomeOf(play.try('seller', 'accept'))).toBe('done')
    const other = reach('Requested', terms)
    other.now = START + 60
    expect(outcomeOf(other.try('stranger', 'accept', { quoter: PEOPLE.seller }))).toBe('done')
  })
})

describe('revoke', () => {
  it.each(['buyer', 'payer', 'seller'] as const)('bars an order for ever when the %s says so', (person) => {
    const play = createPlay({ payer: PEOPLE.payer })
    const { events } = play.do(person, 'revoke')
    expect(events[0]).toMatchObject({ name: 'OrderSettled', args: { ending: 6, sellerGross: 0n } })
    expect(play.status().state).toBe(State.Settled)
    expect(outcomeOf(play.try('payer', 'fund'))).toBe('ORDER_EXISTS')
  })

  it('is refused to others and once the order is funded', () => {
    const play = createPlay()
    expect(outcomeOf(play.try('attestor', 'revoke'))).toBe('NOT_AUTHORIZED')
    play.do('buyer', 'fund')
    expect(outcomeOf(play.try('buyer', 'revoke'))).toBe('ORDER_EXISTS')
  })
})
