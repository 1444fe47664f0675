import { encodePacked } from 'viem'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../vectors/random.ts'
import { createRandomTerms } from '../vectors/randomTerms.ts'
import { PACKED_TERMS_BYTES, PackedTermsError, packTerms, unpackTerms } from './packedTerms.ts'
import { ORDER_FIELDS, parseFields, WINDOWS_FIELDS } from './typedData/types.ts'

describe('packTerms', () => {
  const random = createRandom(5)
  const many = Array.from({ length: 50 }, () => createRandomTerms(random, 1_800_000_000))

  it('packs as Solidity does', () => {
    const windows = parseFields(WINDOWS_FIELDS)
    for (const terms of many) {
      const fields = parseFields(ORDER_FIELDS).flatMap(({ name, type }) =>
        type === 'Windows'
          ? windows.map((window) => [window.type, terms.windows[window.name as never]] as const)
          : [[type, terms[name as never]] as const],
      )
      const expected = encodePacked(
        fields.map(([type]) => type),
        fields.map(([, value]) => value) as never,
      )
      expect(packTerms(terms)).toBe(expected)
    }
  })

  it('is read back as it was', () => {
    for (const terms of many) expect(unpackTerms(packTerms(terms))).toEqual(terms)
  })

  it('has 361 bytes and refuses any other number', () => {
    const packed = packTerms(many[0]!)
    expect(PACKED_TERMS_BYTES).toBe(361)
    expect(() => unpackTerms(`${packed}00`)).toThrow(PackedTermsError)
    expect(() => unpackTerms(packed.slice(0, -2) as `0x${string}`)).toThrow('361 bytes, got 360')
  })
})
