import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRecoveryCode, parseRecoveryCode } from './recoveryCode.ts'

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 })
const places = fc.integer({ min: 0, max: 34 })
/** Where the n-th symbol stands in the text. */
const at = (place: number) => place + Math.floor(place / 5)
const replace = (code: string, place: number, by: string) =>
  code.slice(0, at(place)) + by + code.slice(at(place) + 1)

describe('a recovery code', () => {
  it('is seven groups of five, and is read however it is typed', () => {
    fc.assert(
      fc.property(secrets, (bytes) => {
        const code = formatRecoveryCode(bytes)
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/)
        const read = { status: 'read', bytes }
        expect(parseRecoveryCode(code)).toEqual(read)
        expect(parseRecoveryCode(code.toLowerCase().replaceAll('-', ' '))).toEqual(read)
        expect(parseRecoveryCode(code.replaceAll('-', ''))).toEqual(read)
        expect(parseRecoveryCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(read)
        expect(
          parseRecoveryCode(`${code.replaceAll('1', 'I').replaceAll('-', '')}`.match(/.{1,7}/g)!.join(' – ')),
        ).toEqual(read)
      }),
    )
  })

  it('names the group of every wrong character', () => {
    fc.assert(
      fc.property(secrets, places, fc.constantFrom(...SYMBOLS, 'U', '*', '中'), (bytes, place, by) => {
        const code = formatRecoveryCode(bytes)
        fc.pre(code[at(place)] !== by)
        const groups = [Math.floor(place / 5) + 1]
        const typed = replace(code, place, by)
        expect(parseRecoveryCode(typed)).toEqual({ status: 'mistyped', groups })
        expect(parseRecoveryCode(typed.replaceAll('-', ''))).toEqual({ status: 'mistyped', groups })
      }),
    )
  })

  it('names each of several groups', () => {
    const code = formatRecoveryCode(new Uint8Array(16).fill(0x5a))
    const wrong = [2, 17, 33].reduce((text, place) => replace(text, place, 'U'), code)
    expect(parseRecoveryCode(wrong)).toEqual({ status: 'mistyped', groups: [1, 4, 7] })
  })

  it('notices characters and groups that changed places', () => {
    fc.assert(
      fc.property(secrets, fc.integer({ min: 0, max: 33 }), (bytes, place) => {
        const code = formatRecoveryCode(bytes)
        const [one, other] = [code[at(place)]!, code[at(place + 1)]!]
        fc.pre(one !== other)
        const swapped = replace(replace(code, place, other), place + 1, one)
        expect(parseRecoveryCode(swapped).status).toBe('mistyped')
      }),
    )
    fc.assert(
      fc.property(secrets, fc.integer({ min: 0, max: 5 }), (bytes, group) => {
        const groups = formatRecoveryCode(bytes).split('-')
        const swapped = groups.toSpliced(group, 2, groups[group + 1]!, groups[group]!).join('-')
        expect(parseRecoveryCode(swapped)).toEqual({ status: 'mistyped', groups: [group + 1, group + 2] })
      }),
    )
  })

  it('says where a character or a group is missing, or something follows', () => {
    const code = formatRecoveryCode(Uint8Array.from({ length: 16 }, (_, at) => at * 15))
    const shorter = replace(code, 12, '')
    expect(parseRecoveryCode(shorter)).toEqual({ status: 'mistyped', groups: [3] })
    expect(parseRecoveryCode(shorter.replaceAll('-', ''))).toEqual({ status: 'mistyped', groups: [3] })
    expect(parseRecoveryCode(code.slice(0, -6))).toEqual({ status: 'mistyped', groups: [7] })
    expect(parseRecoveryCode(`${code}-7`)).toEqual({ status: 'mistyped', groups: [8] })
    expect(parseRecoveryCode('')).toEqual({ status: 'mistyped', groups: [1] })
  })

  it('notices groups of another code, of which each is right by itself', () => {
    let noticed = 0
    fc.assert(
      fc.property(secrets, secrets, (one, other) => {
        fc.pre(one.some((byte, at) => byte !== other[at]))
        const [first, second] = [one, other].map((bytes) => formatRecoveryCode(bytes).split('-'))
        fc.pre(first![0] !== second![0] && first!.slice(1).join() !== second!.slice(1).join())
        const read = parseRecoveryCode([second![0], ...first!.slice(1)].join('-'))
        if (read.status === 'mistyped') noticed += 1
        expect(read.status === 'read' || read.groups.length === 0).toBe(true)
      }),
      { numRuns: 200 },
    )
    // Twelve bits check the whole: one in 4,096 passes, and opens nothing.
    expect(noticed).toBeGreaterThan(190)
  })
})
