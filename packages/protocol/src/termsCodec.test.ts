import { describe, expect, it } from 'vitest'
import { TERMS } from '../test/playOrder.ts'
import { decodeTerms, encodeTerms, TermsFormatError } from './termsCodec.ts'

const json = (change: object) => ({ ...JSON.parse(JSON.stringify(encodeTerms(TERMS))), ...change })

describe('decodeTerms', () => {
  it('undoes encodeTerms through JSON', () => {
    expect(decodeTerms(json({}))).toEqual(TERMS)
    expect(json({}).goods).toBe('1000')
  })

  it.each([
    ['goods', { goods: 1000 }],
    ['goods', { goods: '1.5' }],
    ['goods', { goods: undefined }],
    ['buyer', { buyer: '0x12' }],
    ['details', { details: '0x12' }],
    ['feeBps', { feeBps: '250' }],
    ['validUntil', { validUntil: -1 }],
    ['windows', { windows: undefined }],
    ['windows.accept', { windows: { ...TERMS.windows, accept: '1d' } }],
    ['windows.later', { windows: { ...TERMS.windows, later: 1 } }],
    ['feebps', { feebps: 1 }],
  ])('names %s when it cannot be read', (field, change) => {
    try {
      decodeTerms(json(change))
    } catch (error) {
      expect(error).toBeInstanceOf(TermsFormatError)
      expect((error as TermsFormatError).field).toBe(field)
      return
    }
    throw new Error('nothing was refused')
  })
})
