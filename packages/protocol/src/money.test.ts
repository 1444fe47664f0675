import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AmountFormatError,
  AmountPrecisionError,
  formatMoney,
  parseMoney,
  parseUnits,
  proportionDown,
  shareDown,
  shareUp,
} from './money.ts'

describe('parseMoney', () => {
  it('reads plain decimals exactly', () => {
    expect(parseMoney('12.5', 6)).toBe(12_500_000n)
    expect(parseMoney('0.000001', { decimals: 6 })).toBe(1n)
    expect(parseMoney('7', 0)).toBe(7n)
    expect(parseMoney('1.500000000', 6)).toBe(1_500_000n)
  })

  it('refuses digits that would be lost', () => {
    expect(() => parseMoney('0.0000001', 6)).toThrow(AmountPrecisionError)
    expect(() => parseMoney('1.5', 0)).toThrow(AmountPrecisionError)
  })

  it.each(['', '.5', '1.', '-1', '+1', '1e3', '1,000', ' 1', '0x10', '１'])('refuses %j', (text) => {
    expect(() => parseMoney(text, 6)).toThrow(AmountFormatError)
  })

  it('is undone by formatMoney', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 96n }),
        fc.integer({ min: 0, max: 30 }),
        (amount, decimals) => {
          expect(parseMoney(formatMoney(amount, decimals), decimals)).toBe(amount)
        },
      ),
    )
  })
})

describe('formatMoney', () => {
  it('drops zeros at the end down to the places asked for', () => {
    expect(formatMoney(12_500_000n, 6)).toBe('12.5')
    expect(formatMoney(12_500_000n, 6, 2)).toBe('12.50')
    expect(formatMoney(12_000_000n, 6)).toBe('12')
    expect(formatMoney(1n, 6, 2)).toBe('0.000001')
    expect(formatMoney(-12_500_000n, 6)).toBe('-12.5')
    expect(formatMoney(5n, 0, 2)).toBe('5')
  })
})

describe('parseUnits', () => {
  it('reads digits only', () => {
    expect(parseUnits('0')).toBe(0n)
    expect(parseUnits('79228162514264337593543950335')).toBe(2n ** 96n - 1n)
    for (const value of [1, '1.0', '-1', '', null]) expect(() => parseUnits(value)).toThrow(AmountFormatError)
  })
})

describe('shares', () => {
  it('round the way their names say', () => {
    expect(shareDown(1100n, 250)).toBe(27n)
    expect(shareUp(1100n, 250)).toBe(28n)
    expect(shareUp(1000n, 250)).toBe(25n)
    expect(proportionDown(27n, 850n, 1150n)).toBe(19n)
  })
})
