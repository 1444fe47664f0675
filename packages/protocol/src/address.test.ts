import { describe, expect, it } from 'vitest'
import { AddressError, formatAddress, isSameAddress, parseAddress } from './address.ts'

const CHECKED = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' // from EIP-55

describe('parseAddress', () => {
  it('takes one case as it is and answers in lower case', () => {
    expect(parseAddress(CHECKED)).toBe(CHECKED.toLowerCase())
    expect(parseAddress(`0x${CHECKED.slice(2).toUpperCase()}`)).toBe(CHECKED.toLowerCase())
  })

  it('finds a typing error by the checksum', () => {
    expect(() => parseAddress(CHECKED.replace('5aA', '5aa'))).toThrow(AddressError)
  })

  it.each(['', '0x', CHECKED.slice(2), `${CHECKED}0`, 5, null])('refuses %j', (value) => {
    expect(() => parseAddress(value)).toThrow(AddressError)
  })
})

describe('formatAddress', () => {
  it('writes the EIP-55 checksum', () => {
    expect(formatAddress(CHECKED.toLowerCase() as `0x${string}`)).toBe(CHECKED)
    expect(isSameAddress(CHECKED, CHECKED.toLowerCase() as `0x${string}`)).toBe(true)
  })
})
