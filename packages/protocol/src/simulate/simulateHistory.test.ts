import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TERMS } from '../../test/playOrder.ts'
import { encodeTerms } from '../termsCodec.ts'
import { decodeHistory, HistoryFormatError } from './history.ts'
import { simulateHistory } from './simulateHistory.ts'

const example = () =>
  JSON.parse(readFileSync(new URL('../../examples/mark-up.json', import.meta.url), 'utf8'))
const short = (change: object = {}, actions: object[] = []) => ({
  terms: encodeTerms(TERMS),
  actions,
  ...change,
})

describe('simulateHistory', () => {
  it('plays the example to its last credit', () => {
    const { steps, holdings } = simulateHistory(decodeHistory(example()))
    expect(
      steps.map(
        ({ action, decision, refusal, state }) => `${action} ${refusal?.reason ?? decision} ${state}`,
      ),
    ).toEqual([
      'fund done Requested',
      'accept done Accepted',
      'claim done Accepted',
      'draw done Accepted',
      'claim CLAIM_OUT_OF_RANGE Accepted',
      'inspect done Inspected',
      'approve done Approved',
      'ship done Shipped',
      'deliver done Delivered',
      'dispute ACTION_NOT_POSSIBLE Delivered',
      'lapse done Settled',
    ])
    const balances = Object.fromEntries(holdings.map(({ parties, balance }) => [parties[0], balance]))
    expect(balances).toEqual({ buyer: 99_170_000n, seller: 100_782_800n, platform: 47_200n })
    expect(holdings.find(({ parties }) => parties.includes('seller'))).toMatchObject({
      bond: 100_000_000n,
      reserved: 0n,
    })
  })

  it('lists every credit of the order', () => {
    const { credits } = simulateHistory(decodeHistory(example()))
    expect(credits.map(({ party, amount }) => [party, amount])).toEqual([
      ['seller', 94_440_000n],
      ['payer', 30_560_000n],
      ['platform', 47_200n],
      ['seller', 6_342_800n],
    ])
  })

  it('plays every action', () => {
    const history = short({ balances: { buyer: '9000', seller: '500' } }, [
      { at: 1, by: 'buyer', action: 'deposit', amount: '5' },
      { at: 1, by: 'seller', action: 'postBond', amount: '400' },
      { at: 1, by: 'seller', action: 'withdrawBond', amount: '1' },
      { at: 1, by: 'buyer', action: 'withdraw', amount: '5', recipient: 'seller' },
      { at: 1, by: 'seller', action: 'setOperator', operator: `0x${'77'.repeat(20)}` },
      { at: 1, by: 'seller', action: 'burnNonce', nonce: '99' },
      { at: 2, by: 'buyer', action: 'fund', agreed: true },
      { at: '+3s', by: 'buyer', action: 'extend', extraSeconds: 60 },
      { at: '+3s', by: 'seller', action: 'dispute', record: `0x${'01'.repeat(32)}` },
      { at: '+4s', by: 'buyer', action: 'escalate' },
      { at: '+4s', by: 'seller', action: 'refund', amount: '2' },
      { at: '+5s', by: 'buyer', action: 'settle', sellerTotal: '3', cosigned: false },
      { at: '+5s', by: 'buyer', action: 'confirm', state: 'Disputed' },
      { at: '+5s', by: 'arbiter', action: 'rule', sellerGross: '4' },
      { at: '+6s', by: 'buyer', action: 'revoke' },
    ])
    const { steps } = simulateHistory(decodeHistory(history))
    expect(steps.map(({ refusal, decision }) => refusal?.reason ?? decision)).toEqual([
      ...Array(11).fill('done'),
      'SIGNATURE_INVALID',
      'STATE_MISMATCH',
      'done',
      'ORDER_EXISTS',
    ])
  })
})

describe('a nonce in a history', () => {
  const outcomes = (actions: object[]) =>
    simulateHistory(decodeHistory(short({ balances: { buyer: '9000', seller: '500' } }, actions))).steps.map(
      ({ refusal, decision }) => refusal?.reason ?? decision,
    )
  const withdraw = { at: 1, by: 'buyer', action: 'withdraw', amount: '5', nonce: '7' }

  it('counts where the step is relayed', () => {
    const relayed = { ...withdraw, relayed: true }
    expect(outcomes([withdraw, withdraw, relayed, relayed, withdraw])).toEqual([
      'done',
      'done',
      'done',
      'NONCE_USED',
      'done',
    ])
  })

  it('counts in a settlement for the side that does not call', () => {
    const burn = (by: string) => ({ at: 1, by, action: 'burnNonce', nonce: '7' })
    const fund = { at: 2, by: 'buyer', action: 'fund', agreed: true }
    const settle = { at: 2, action: 'settle', sellerTotal: '3', nonce: '7' }
    const bySeller = { ...settle, by: 'seller' }
    const byBuyer = { ...settle, by: 'buyer' }
    expect(
      outcomes([
        burn('buyer'),
        fund,
        bySeller,
        { ...byBuyer, relayed: true },
        { ...settle, by: 'arbiter' },
        byBuyer,
      ]),
    ).toEqual(['done', 'done', 'NONCE_USED', 'NONCE_USED', 'NONCE_USED', 'done'])
  })
})

describe('a history that cannot be read', () => {
  const pathOf = (json: unknown) => {
    try {
      simulateHistory(decodeHistory(json))
    } catch (error) {
      expect(error).toBeInstanceOf(HistoryFormatError)
      return (error as HistoryFormatError).path
    }
    return 'none'
  }
  const act = (fields: object) => short({}, [{ at: 0, by: 'buyer', action: 'lapse', ...fields }])

  it('is told by where it is wrong', () => {
    expect(pathOf([])).toBe('history')
    expect(pathOf(short({ terms: { ...encodeTerms(TERMS), goods: 5 } }))).toBe('terms')
    expect(pathOf(short({ actions: {} }))).toBe('actions')
    expect(pathOf(short({ balances: { nobody: '1' } }))).toBe('balances.nobody')
    expect(pathOf(short({ bonds: { seller: '1.5' } }))).toBe('bonds.seller')
    expect(pathOf(short({ domain: { chainId: 1 } }))).toBe('domain.verifyingContract')
    expect(pathOf(act({ action: 'steal' }))).toBe('actions[0].action')
    expect(pathOf(act({ by: 'nobody' }))).toBe('actions[0].by')
    expect(pathOf(act({ at: 'tomorrow' }))).toBe('actions[0].at')
    expect(pathOf(act({ action: 'extend' }))).toBe('actions[0].extraSeconds')
    expect(pathOf(act({ action: 'extend', extraSeconds: '60' }))).toBe('actions[0].extraSeconds')
    expect(pathOf(act({ action: 'settle', sellerTotal: 5 }))).toBe('actions[0].sellerTotal')
    expect(pathOf(act({ action: 'cancel', state: 'Lost' }))).toBe('actions[0].state')
    expect(pathOf(act({ action: 'cancel', sate: 'Accepted' }))).toBe('actions[0].sate')
    expect(
      pathOf(
        short({}, [
          { at: 5, by: 'buyer', action: 'lapse' },
          { at: 4, by: 'buyer', action: 'lapse' },
        ]),
      ),
    ).toBe('actions[1].at')
  })
})
