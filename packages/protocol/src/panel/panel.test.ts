import { hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'
import { account, DOMAIN, TERMS } from '../../test/playOrder.ts'
import { type Address, ZERO_ADDRESS } from '../address.ts'
import { State } from '../lifecycle/state.ts'
import { orderId } from '../typedData/hash.ts'
import { describePanelMessage, hashPanelMessage, toPanelTypedData } from './panel.ts'
import { PANEL_SCHEME } from './scheme.ts'
import { listVoters } from './voters.ts'

const order = orderId(TERMS, DOMAIN)
const until = 1_800_000_000
const usdc = { symbol: 'USDC', decimals: 2 }
const MESSAGES = {
  Ruling: { order, state: State.Escalated, sellerGross: 50_050n, until },
  RevokeVotes: { order, through: until, until },
  TakeShare: { member: account(1), token: account(2), taken: 3n, amount: 400n, recipient: account(4), until },
} as const

describe('hashPanelMessage', () => {
  it.each(['Ruling', 'RevokeVotes', 'TakeShare'] as const)(
    'is the EIP-712 digest that other libraries compute: %s',
    (type) => {
      const data = toPanelTypedData(type, MESSAGES[type], DOMAIN)
      expect(data.domain).toEqual({ name: 'Cinnabar Panel', version: '1', ...DOMAIN })
      expect(hashPanelMessage(type, MESSAGES[type], DOMAIN)).toBe(
        hashTypedData(data as unknown as Parameters<typeof hashTypedData>[0]),
      )
    },
  )

  it('refuses a value that does not fit its type', () => {
    expect(() => hashPanelMessage('Ruling', { ...MESSAGES.Ruling, until: 2 ** 40 }, DOMAIN)).toThrow(
      RangeError,
    )
  })

  it('has a message here for every type', () => {
    expect(Object.keys(MESSAGES)).toEqual(Object.keys(PANEL_SCHEME.types))
  })
})

describe('describePanelMessage', () => {
  it('says in words what is signed', () => {
    expect(describePanelMessage('Ruling', MESSAGES.Ruling, { token: usdc })).toBe(
      `Vote that the seller of order ${order.slice(0, 8)}…${order.slice(-6)} earned 500.50 USDC and the rest returns to the payer. With enough equal votes of other members it is final. The vote counts until 2027-01-15 08:00 UTC.`,
    )
    expect(describePanelMessage('TakeShare', MESSAGES.TakeShare, { token: usdc })).toBe(
      "Send 4.00 USDC of your share in the panel's fees to 0x000000…000004.",
    )
    expect(describePanelMessage('RevokeVotes', MESSAGES.RevokeVotes)).toContain('2027-01-15 08:00 UTC')
  })

  it('speaks Chinese', () => {
    const options = { locale: 'zh-CN', token: usdc } as const
    expect(describePanelMessage('Ruling', MESSAGES.Ruling, options)).toMatch(/^投票.*500\.50 USDC.*。$/)
    expect(describePanelMessage('RevokeVotes', MESSAGES.RevokeVotes, options)).toMatch(/^撤回.*。$/)
    expect(describePanelMessage('TakeShare', MESSAGES.TakeShare, options)).toMatch(/4\.00 USDC/)
  })
})

describe('listVoters', () => {
  const members = [account(0x21), account(0x22), account(0x23)]
  const panel = { address: account(0x20), members }

  it.each(['buyer', 'payer', 'seller', 'platform', 'attestor'] as const)(
    'leaves out a member that is the %s',
    (part) => {
      expect(listVoters({ ...TERMS, [part]: members[1] }, panel)).toEqual([members[0], members[2]])
    },
  )

  it('keeps all where nobody is a party', () => {
    expect(listVoters({ ...TERMS, payer: ZERO_ADDRESS, arbiter: members[0]! }, panel)).toEqual(members)
  })

  it('looks at the account, not at how it is written', () => {
    const shouted: Address = `0x${TERMS.buyer.slice(2).toUpperCase()}`
    expect(listVoters(TERMS, { ...panel, members: [shouted] })).toEqual([])
  })

  it('leaves nobody where the panel is the platform', () => {
    expect(listVoters({ ...TERMS, platform: panel.address }, panel)).toEqual([])
  })
})
