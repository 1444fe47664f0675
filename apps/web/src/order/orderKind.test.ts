import { PRESET_NAMES, quoteTerms } from '@cinnabar/protocol'
import { expect, it } from 'vitest'
import { orderKind } from './orderKind.ts'

const account = (digit: number) => `0x${`${digit}`.repeat(40)}` as const

it.each(PRESET_NAMES)('knows a %s order by its terms', (preset) => {
  const { terms } = quoteTerms({
    preset,
    buyer: account(1),
    seller: account(2),
    token: account(3),
    goods: 1n,
    validUntil: 0,
    salt: 0n,
    ...(preset === 'parcel' && { link: `0x${'5'.repeat(64)}` as const }),
  })
  expect(orderKind(terms)).toBe(preset)
})
