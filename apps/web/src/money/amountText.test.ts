import { expect, it } from 'vitest'
import { amountText } from './amountText.ts'

it("shows an amount exactly, with the token's own decimals", () => {
  expect(amountText(100_830_000n, { symbol: 'USDC', decimals: 6 })).toBe('100.83')
  expect(amountText(1_234_567_500_001n, { symbol: 'USDC', decimals: 6 })).toBe('1,234,567.500001')
  expect(amountText(1_000n, { symbol: 'JPYC', decimals: 0 })).toBe('1,000')
  expect(amountText(-2_500_000n, { symbol: 'USDC', decimals: 6 })).toBe('-2.50')
})
