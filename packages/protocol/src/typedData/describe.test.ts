import { describe, expect, it } from 'vitest'
import { DOMAIN, PEOPLE, TERMS } from '../../test/playOrder.ts'
import { ZERO_ADDRESS } from '../address.ts'
import { ZERO_HASH } from '../bytes.ts'
import { MAX_INSTANT } from '../instant.ts'
import { describeAction, describeAuthorization, describePermit, describePermit2 } from './describe.ts'
import { fundAuthorization } from './erc3009.ts'
import { orderId } from './hash.ts'
import { depositPermit2, fundPermit2 } from './permit2.ts'
import { ACTION_TYPES, type ActionMessage, type ActionType, parseFields } from './types.ts'

const order = orderId(TERMS, DOMAIN)
const usdc = { symbol: 'USDC', decimals: 2 }
const until = 1_800_000_000

describe('describeAction', () => {
  it('says in words what is signed', () => {
    expect(
      describeAction('Settle', { order, state: 7, sellerTotal: 50_050n, nonce: 1n, until }, { token: usdc }),
    ).toBe(
      `End order ${order.slice(0, 8)}…${order.slice(-6)} by agreement: the seller earned 500.50 USDC, the rest returns to the payer. The offer stands until 2027-01-15 08:00 UTC.`,
    )
    expect(describeAction('Extend', { order, state: 5, extraSeconds: 259_200, until })).toContain('3 days')
  })

  it('speaks Chinese', () => {
    expect(
      describeAction('Confirm', { order, state: 6, claimed: 100n, until }, { locale: 'zh-CN', token: usdc }),
    ).toMatch(/^确认订单 .*1\.00 USDC.*不可撤销。$/)
  })

  it('warns who agrees to terms without arbiter or attestor', () => {
    const bare = { ...TERMS, arbiter: ZERO_ADDRESS, attestor: ZERO_ADDRESS }
    expect(describeAction('Order', TERMS, { token: usdc })).toMatch(/^Agree to an order of 13\.50 USDC/)
    expect(describeAction('Order', bare)).toMatch(/nobody can rule.*the clock pays the seller/)
    expect(describeAction('Order', bare, { locale: 'zh-CN' })).toContain('未指定仲裁人')
  })

  it('tells how many orders one signature covers, and their total, to whoever knows the list', () => {
    const message = { root: ZERO_HASH, until }
    const list = { count: 5, total: 125_050n }
    expect(describeAction('Quotes', message, { token: usdc, list })).toMatch(
      /^Agree to 5 orders of 1,?250\.50 USDC in total, the list 0x000000…000000, by one signature\./,
    )
    expect(describeAction('Quotes', message, { list: { count: 1 } })).toMatch(/^Agree to 1 order, the list/)
    expect(describeAction('Quotes', message, { locale: 'zh-CN', token: usdc, list })).toMatch(
      /的 5 个订单，合计 1,?250\.50 USDC。/,
    )
    expect(describeAction('Quotes', message)).toMatch(/^Agree to every order of the list/)
  })

  it.each(['en', 'zh-CN'] as const)('has a sentence for every action in %s', (locale) => {
    for (const [type, fields] of Object.entries(ACTION_TYPES)) {
      const values = parseFields(fields).map(({ name, type: kind }) => [name, SAMPLES[kind]])
      const message = Object.fromEntries(values) as ActionMessage
      const sentence = describeAction(type as ActionType, message, { locale, terms: TERMS })
      expect(sentence).toMatch(locale === 'en' ? /^[A-Z].*\.$/ : /。$/)
      expect(sentence).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  const SAMPLES: Readonly<Record<string, unknown>> = {
    bytes32: ZERO_HASH,
    address: PEOPLE.stranger,
    bool: true,
    uint8: 5,
    uint32: 90,
    uint40: MAX_INSTANT,
    uint96: 1n,
    uint256: 2n,
  }
})

describe('describeAuthorization', () => {
  it('says that one signature agrees and pays', () => {
    const message = fundAuthorization(TERMS, DOMAIN, { validAfter: 0, validBefore: until })
    expect(describeAuthorization('fund', message, { token: usdc, terms: TERMS })).toMatch(
      /^Agree to order .* pay 13\.50 USDC/,
    )
    expect(describeAuthorization('deposit', message, { locale: 'zh-CN', token: usdc })).toContain(
      '13.50 USDC',
    )
  })
})

describe('describePermit2', () => {
  const once = { nonce: 1n, deadline: until }

  it('says the same of a payment as for an authorisation', () => {
    const authorization = fundAuthorization(TERMS, DOMAIN, { validAfter: 0, validBefore: until })
    const options = { token: usdc, terms: TERMS }
    expect(describePermit2(fundPermit2(TERMS, DOMAIN, once), options)).toBe(
      describeAuthorization('fund', authorization, options),
    )
  })

  it('says what is deposited', () => {
    const transfer = depositPermit2({ account: PEOPLE.buyer, token: TERMS.token, amount: 700n }, DOMAIN, once)
    expect(describePermit2(transfer, { token: usdc })).toBe(
      'Deposit 7.00 USDC to your own balance in the escrow.',
    )
  })
})

describe('describePermit', () => {
  it('says that an allowance pays nothing by itself, and stays', () => {
    const permit = {
      owner: PEOPLE.buyer,
      spender: DOMAIN.verifyingContract,
      value: 900n,
      nonce: 0n,
      deadline: until,
    }
    expect(describePermit(permit, { token: usdc })).toMatch(
      /^Allow .* up to 9\.00 USDC .*agree to separately.*until 2027-01-15 08:00 UTC; the allowance stays/,
    )
    expect(describePermit(permit, { locale: 'zh-CN', token: usdc })).toMatch(/最多取用 9\.00 USDC.*。$/)
  })
})
