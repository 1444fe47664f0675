import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSymbols, encodeSymbols, formatSymbols, readSymbols } from './symbols.ts'

describe('symbols', () => {
  it('carry bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const symbols = encodeSymbols(bytes, Math.ceil((bytes.length * 8) / 5))
        expect(decodeSymbols(symbols).slice(0, bytes.length)).toEqual(bytes)
      }),
    )
  })

  it('are read as people write them', () => {
    const written = formatSymbols([0, 1, 1, 31, 20], 5)
    expect(written).toBe('011ZM')
    for (const text of ['oilzm', 'O1L Z–m', '０１１－ＺＭ', ' 0.1_i—z\tM\n']) {
      expect(readSymbols(text).flat()).toEqual([0, 1, 1, 31, 20])
    }
    expect(
      readSymbols('U!*é')
        .flat()
        .every((symbol) => symbol === -1),
    ).toBe(true)
  })
})
