import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { account, PEOPLE, TERMS } from '../test/playOrder.ts'
import { ZERO_ADDRESS } from './address.ts'
import { DAY } from './instant.ts'
import type { Order } from './terms.ts'
import { decodeTerms } from './termsCodec.ts'
import { checkTerms, TERMS_RULES } from './termsRules.ts'

const first = (change: Partial<Order>) => checkTerms({ ...TERMS, ...change })[0]?.field
const windows = (change: Partial<Order['windows']>) => ({ windows: { ...TERMS.windows, ...change } })

describe('checkTerms', () => {
  it('accepts terms that keep every rule', () => {
    expect(checkTerms(TERMS)).toEqual([])
  })

  it('accepts a third account that pays, and zero for the buyer', () => {
    expect(first({ payer: PEOPLE.payer })).toBeUndefined()
    expect(first({ payer: PEOPLE.buyer })).toBeUndefined()
  })

  it('tells the first broken rule first and each with a mend', () => {
    const problems = checkTerms({ ...TERMS, buyer: ZERO_ADDRESS, feeBps: 3001, ...windows({ ruling: 0 }) })
    expect(problems.map(({ field }) => field)).toEqual(['buyer', 'feeBps', 'windows.ruling'])
    for (const { mend } of problems) expect(mend).not.toBe('')
  })

  it('forbids a payer who judges or attests', () => {
    expect(first({ payer: PEOPLE.arbiter })).toBe('arbiter')
    expect(first({ payer: PEOPLE.backupArbiter })).toBe('backupArbiter')
    expect(first({ payer: PEOPLE.attestor })).toBe('attestor')
  })

  it('holds what is paid in within 1 and 2^96 - 1', () => {
    const none = { goods: 0n, service: 0n, freight: 0n, atCost: 0n, arbiterFee: 0n }
    expect(first(none)).toBe('goods')
    expect(first({ ...none, freight: 1n })).toBeUndefined()
    expect(first({ ...none, goods: 2n ** 96n - 1n })).toBeUndefined()
    expect(first({ ...none, goods: 2n ** 96n - 1n, service: 1n })).toBe('goods')
  })

  it('lets an order without arbiter have neither fee nor ruling', () => {
    const none = {
      arbiter: ZERO_ADDRESS,
      backupArbiter: ZERO_ADDRESS,
      arbiterFee: 0n,
      ...windows({ ruling: 0 }),
    }
    expect(first(none)).toBeUndefined()
    expect(first({ ...none, backupArbiter: account(9) })).toBe('backupArbiter')
    expect(first({ ...none, arbiterFee: 1n })).toBe('arbiterFee')
    expect(first({ ...none, ...windows({ ruling: 3 * DAY }) })).toBe('windows.ruling')
  })

  it('asks for three days to look at documented cost', () => {
    const unattested = { attestor: ZERO_ADDRESS }
    expect(first({ ...unattested, ...windows({ confirm: 0, deliver: 3 * DAY }) })).toBeUndefined()
    expect(first({ ...unattested, ...windows({ confirm: 0, deliver: 3 * DAY - 1 }) })).toBe('atCost')
    expect(
      first({ ...unattested, atCost: 0n, arbiterFee: 0n, ...windows({ confirm: 0, deliver: 3600 }) }),
    ).toBeUndefined()
    expect(first(windows({ confirm: 3 * DAY - 1 }))).toBe('atCost')
  })

  it.each([
    ['accept', 600, 30 * DAY],
    ['fulfil', 3600, 180 * DAY],
    ['inspect', DAY, 30 * DAY],
    ['store', 7 * DAY, 365 * DAY],
    ['deliver', 3600, 180 * DAY],
    ['confirm', 3 * DAY, 90 * DAY],
    ['dispute', 3 * DAY, 60 * DAY],
    ['ruling', 3 * DAY, 180 * DAY],
  ] as const)('bounds %s by %i and %i', (name, min, max) => {
    expect(first(windows({ [name]: min }))).toBeUndefined()
    expect(first(windows({ [name]: max }))).toBeUndefined()
    expect(first(windows({ [name]: max + 1 }))).toBe(`windows.${name}`)
    if (name !== 'confirm') expect(first(windows({ [name]: min - 1 }))).toBe(`windows.${name}`)
    const mayBeZero = name === 'accept'
    expect(first(windows({ [name]: 0 }))).toEqual(mayBeZero ? undefined : expect.any(String))
  })

  it('tells values that the contract cannot hold before all rules', () => {
    expect(
      checkTerms({ ...TERMS, buyer: ZERO_ADDRESS, goods: 2n ** 96n, feeBps: -1, validUntil: 1.5 }),
    ).toMatchObject([{ field: 'goods' }, { field: 'feeBps' }, { field: 'validUntil' }])
  })
})

describe('the vectors of terms', () => {
  const { orders } = JSON.parse(readFileSync(new URL('../vectors/ids.json', import.meta.url), 'utf8')) as {
    orders: { name: string; terms: unknown; problem: string }[]
  }

  it('break every rule of the table once at least', () => {
    const broken = new Set<number>()
    for (const { name, terms, problem } of orders) {
      const index = TERMS_RULES.findIndex((rule) => rule.isBroken(decodeTerms(terms)))
      expect([name, TERMS_RULES[index]?.field ?? '']).toEqual([name, problem])
      broken.add(index)
    }
    expect([...broken].sort((a, b) => a - b)).toEqual([-1, ...TERMS_RULES.keys()])
  })
})
