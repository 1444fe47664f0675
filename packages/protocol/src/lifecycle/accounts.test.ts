import { describe, expect, it } from 'vitest'
import { account, createPlay, DOMAIN, outcomeOf, PEOPLE, reach, START, TOKEN } from '../../test/playOrder.ts'
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

  it('move and hold less than 2^128 at once, so that no sum overflows', () => {
    const most = 2n ** 128n - 1n
    const play = createPlay()
    expect(play.try('buyer', 'deposit', { amount: most + 1n, recipient: PEOPLE.buyer })).toMatchObject({
      reason: 'AMOUNT_OUT_OF_RANGE',
      bound: most,
    })
    play.do('buyer', 'deposit', { amount: most, recipient: PEOPLE.buyer })
    expect(play.try('buyer', 'postBond', { amount: most, recipient: PEOPLE.seller })).toMatchObject({
      reason: 'AMOUNT_OUT_OF_RANGE',
      bound: most - 1000n,
    })
    play.do('buyer', 'postBond', { amount: most - 1000n, recipient: PEOPLE.seller })
    expect(play.bond('seller').amount).toBe(most)
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

  const relayed = { signer: PEOPLE.buyer, until: START, relayed: true }

  it('use the nonce of a relayed signature once, and never after it was burnt', () => {
    const play = createPlay()
    const first = { amount: 1n, nonce: 900_001n, consent: relayed }
    expect(play.do('buyer', 'withdraw', first).events.map(({ name }) => name)).toEqual([
      'NonceBurnt',
      'Withdrawn',
    ])
    expect(play.try('buyer', 'withdraw', first)).toEqual({
      status: 'refused',
      reason: 'NONCE_USED',
      account: PEOPLE.buyer,
      nonce: 900_001n,
    })
    expect(play.do('buyer', 'burnNonce', { nonce: 900_002n }).events).toEqual([
      { name: 'NonceBurnt', args: { account: PEOPLE.buyer, nonce: 900_002n } },
    ])
    const burnt = { amount: 1n, nonce: 900_002n, operator: PEOPLE.stranger, operatorUntil: START }
    for (const name of ['withdraw', 'postBond', 'withdrawBond', 'setOperator'] as const) {
      expect(outcomeOf(play.try('buyer', name, { ...burnt, consent: relayed }))).toBe('NONCE_USED')
    }
    const another = { ...relayed, signer: PEOPLE.stranger }
    expect(outcomeOf(play.try('stranger', 'postBond', { ...burnt, consent: another }))).toBe('done')
    expect(isNonceUsed(play.book, PEOPLE.buyer, 900_002n)).toBe(true)
  })

  it('neither ask for a nonce nor burn it in a direct call', () => {
    const play = createPlay()
    const fields = { amount: 1n, nonce: 900_004n, operator: PEOPLE.stranger, operatorUntil: START }
    for (const name of ['postBond', 'withdrawBond', 'withdraw', 'setOperator'] as const) {
      expect(play.do('buyer', name, fields).events).toHaveLength(1)
      expect(outcomeOf(play.try('buyer', name, { ...fields, amount: 2n ** 200n }))).not.toBe('NONCE_USED')
    }
    expect(isNonceUsed(play.book, PEOPLE.buyer, 900_004n)).toBe(false)
    play.do('buyer', 'burnNonce', { nonce: 900_004n })
    expect(outcomeOf(play.try('buyer', 'withdraw', fields))).toBe('done')
    expect(outcomeOf(play.try('buyer', 'burnNonce', { nonce: 900_004n }))).toBe('NONCE_USED')
  })

  it('do not burn a nonce for what is refused', () => {
    const play = createPlay()
    const all = { amount: 10_000n, nonce: 900_003n, consent: relayed }
    expect(outcomeOf(play.try('buyer', 'withdraw', { ...all, amount: 10_001n }))).toBe('BALANCE_INSUFFICIENT')
    expect(outcomeOf(play.try('buyer', 'withdraw', all))).toBe('done')
  })

  it.each([ZERO_ADDRESS, DOMAIN.verifyingContract, account(0xe5c).toUpperCase().replace('0X', '0x')])(
    'send nothing to %s, and name it as no operator',
    (text) => {
      const recipient = text as typeof ZERO_ADDRESS
      const play = createPlay()
      const refused = { status: 'refused', reason: 'RECIPIENT_INVALID', recipient }
      for (const name of ['deposit', 'withdraw', 'postBond', 'withdrawBond'] as const) {
        expect(play.try('seller', name, { amount: 1n, recipient })).toEqual(refused)
      }
      expect(play.try('seller', 'setOperator', { operator: recipient, operatorUntil: START })).toEqual(
        refused,
      )
    },
  )

  it('name what is wrong with the values before consent that ran out, as the contract does', () => {
    const play = createPlay()
    const consent = { signer: PEOPLE.buyer, until: START - 1, relayed: true }
    play.do('buyer', 'burnNonce', { nonce: 900_005n })
    const common = { nonce: 900_005n, consent, operatorUntil: START }
    for (const name of ['withdraw', 'postBond', 'withdrawBond'] as const) {
      const outcome = (amount: bigint, recipient: typeof ZERO_ADDRESS) =>
        outcomeOf(play.try('buyer', name, { ...common, amount, recipient }))
      expect(outcome(0n, ZERO_ADDRESS)).toBe('AMOUNT_ZERO')
      expect(outcome(1n, ZERO_ADDRESS)).toBe('RECIPIENT_INVALID')
      expect(outcome(1n, PEOPLE.buyer)).toBe('CONSENT_EXPIRED')
    }
    expect(outcomeOf(play.try('buyer', 'setOperator', { ...common, operator: ZERO_ADDRESS }))).toBe(
      'RECIPIENT_INVALID',
    )
    expect(outcomeOf(play.try('buyer', 'setOperator', { ...common, operator: PEOPLE.payer }))).toBe(
      'CONSENT_EXPIRED',
    )
  })

  it('refuse zero amounts and consent that ran out', () => {
    const play = createPlay()
    expect(outcomeOf(play.try('buyer', 'deposit', { amount: 0n }))).toBe('AMOUNT_ZERO')
    expect(outcomeOf(play.try('buyer', 'postBond', { amount: 0n }))).toBe('AMOUNT_ZERO')
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
