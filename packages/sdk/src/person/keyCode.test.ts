import fc from 'fast-check'
import { encodeHex } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { formatKeyCode, isKeyCodeOf } from '../index.ts'

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeHex)

describe('the code of a key', () => {
  it('is twelve characters, and is taken however it is said', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const code = formatKeyCode(key)
        expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
        expect(isKeyCodeOf(code, key)).toBe(true)
        expect(isKeyCodeOf(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`, key)).toBe(
          true,
        )
      }),
    )
  })

  it('is not that of another key, nor with any character changed or left out', () => {
    fc.assert(
      fc.property(keys, keys, fc.nat(13), (key, other, place) => {
        fc.pre(key !== other)
        const code = formatKeyCode(key)
        expect(isKeyCodeOf(code, other)).toBe(false)
        fc.pre(code[place] !== '-')
        const by = code[place] === '7' ? '8' : '7'
        expect(isKeyCodeOf(code.slice(0, place) + by + code.slice(place + 1), key)).toBe(false)
        expect(isKeyCodeOf(code.slice(0, place) + code.slice(place + 1), key)).toBe(false)
      }),
    )
    expect(isKeyCodeOf('', encodeHex(new Uint8Array(32)))).toBe(false)
  })
})
