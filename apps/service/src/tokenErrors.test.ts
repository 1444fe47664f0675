import { describe, expect, it } from 'vitest'
import { errorCode } from './tokenErrors.ts'

describe('errorCode', () => {
  it('names errors as codes', () => {
    expect(errorCode('StateMismatch')).toBe('STATE_MISMATCH')
    expect(errorCode('ERC20InsufficientBalance')).toBe('ERC20_INSUFFICIENT_BALANCE')
  })

  it('has one code for one meaning, whoever refuses', () => {
    const names = ['SignatureInvalid', 'InvalidSigner', 'InvalidSignatureLength', 'ERC2612InvalidSigner']
    expect(new Set(names.map(errorCode))).toEqual(new Set(['SIGNATURE_INVALID']))
    expect(errorCode('SignatureExpired')).toBe('CONSENT_EXPIRED')
    expect(errorCode('InvalidNonce')).toBe('NONCE_USED')
    expect(errorCode('InvalidAmount')).toBe('AMOUNT_OUT_OF_RANGE')
  })
})
