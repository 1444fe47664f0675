import { describe, expect, it } from 'vitest'
import { createPlay, outcomeOf, PEOPLE, reach, START, TOKEN } from '../../test/playOrder.ts'
import { ZERO_ADDRESS } from '../address.ts'
import { isNonceUsed, operatorUntil } from './book.ts'

describe('accounts', () => {
  it('deposit and withdraw', () => {
    const play = createPlay()
    play.do('buyer', 'deposit', { amount: 5n, recipient: PEOPLE.stranger })
    expect(play.balance('stranger')).toBe(10_005n)
    const { events } = play.do('stranger', 'withdraw', { amount: 10_005n, recipient: PEOPLE.buyer })
    expect(play.balance('stranger')).toBe(0n)
    expect(play.balance('buyer')).toBe(10_000n)
    expect(events).toEqual([
      {
        name: 'Withdrawn',
        args: { token: TOKEN, account: PEOPLE.stranger, recipient: PEOPLE.buyer, amount: 10_005n },
      },
    ])
    expect(play.try('stranger', 'withdraw', { amount: 1n })).toMatchObject({
      reason: 'BALANCE_INSUFFICIENT',
      balance: 0n,
      needed: 1n,
    })
  })

  it('move a bond between balance and bond, for others too', () => {
    const play = createPlay()
    play.do('buyer', 'postBond', { amount: 70n, recipient: PEOPLE.seller })
    expect(play.bond('seller')).toEqual({ amount: 1070n, reserved: 0n })
    expect(play.balance('buyer')).toBe(9930n)
    play.do('seller', 'withdrawBond', { amount: 1070n, recipient: PEOPLE.stranger })
    expect(play.bond('seller').amount).toBe(0n)
    expect(play.balance('stranger')).toBe(11_070n)
  })

  it('keep what orders reserve', () => {
    const play = reach('Accepted')
    play.do('seller', 'draw', { total: 800n })
    expect(play.try('seller', 'withdrawBond', { amount: 201n })).toMatchObject({
      reason: 'BOND_INSUFFICIENT',
      free: 200n,
      needed: 201n,
    })
    expect(outcomeOf(play.try('seller', 'withdrawBond', { amount: 200n }))).toBe('done')
  })

  it('use a nonce once, and never after it was burnt', () => {
    const play = createPlay()
    play.do('buyer', 'withdraw', { amount: 1n, nonce: 900_001n })
    expect(outcomeOf(play.try('buyer', 'withdraw', { amount: 1n, nonce: 900_001n }))).toBe('NONCE_USED')
    expect(play.do('buyer', 'burnNonce', { nonce: 900_002n }).events[0]?.name).toBe('NonceBurnt')
    expect(outcomeOf(play.try('buyer', 'postBond', { amount: 1n, nonce: 900_002n }))).toBe('NONCE_USED')
    expect(outcomeOf(play.try('stranger', 'postBond', { amount: 1n, nonce: 900_002n }))).toBe('done')
    expect(isNonceUsed(play.book, PEOPLE.buyer, 900_002n)).toBe(true)
  })

  it('do not burn a nonce for what is refused', () => {
    const play = createPlay()
    expect(outcomeOf(play.try('buyer', 'withdraw', { amount: 10_001n, nonce: 900_003n }))).toBe(
      'BALANCE_INSUFFICIENT',
    )
    expect(outcomeOf(play.try('buyer', 'withdraw', { amount: 10_000n, nonce: 900_003n }))).toBe('done')
  })

  it('refuse zero amounts, nobody, and consent that ran out', () => {
    const play = createPlay()
    expect(outcomeOf(play.try('buyer', 'deposit', { amount: 0n }))).toBe('AMOUNT_ZERO')
    expect(outcomeOf(play.try('buyer', 'deposit', { amount: 1n, recipient: ZERO_ADDRESS }))).toBe(
      'RECIPIENT_INVALID',
    )
    expect(outcomeOf(play.try('buyer', 'postBond', { amount: 0n }))).toBe('AMOUNT_ZERO')
    expect(outcomeOf(play.try('buyer', 'withdraw', { amount: 1n, recipient: ZERO_ADDRESS }))).toBe(
      'RECIPIENT_INVALID',
    )
    const consent = { signer: PEOPLE.buyer, until: START - 1 }
    for (const name of ['withdraw', 'setOperator', 'burnNonce', 'fund', 'revoke'] as const) {
      const fields = { amount: 1n, operator: PEOPLE.stranger, operatorUntil: START, consent }
      expect(outcomeOf(play.try('buyer', name, fields))).toBe('CONSENT_EXPIRED')
    }
  })

  it('name operators and take them back', () => {
    const play = createPlay()
    play.do('seller', 'setOperator', { operator: PEOPLE.stranger, operatorUntil: START + 5 })
    expect(operatorUntil(play.book, PEOPLE.seller, PEOPLE.stranger)).toBe(START + 5)
    play.do('seller', 'setOperator', { operator: PEOPLE.stranger, operatorUntil: 0 })
    expect(operatorUntil(play.book, PEOPLE.seller, PEOPLE.stranger)).toBe(0)
  })
})
