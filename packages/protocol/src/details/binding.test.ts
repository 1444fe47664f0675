import { encodeAbiParameters, keccak256, parseAbiParameters, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { account, DOMAIN } from '../../test/playOrder.ts'
import { AddressError } from '../address.ts'
import { encodeHex, HexError, hashText } from '../bytes.ts'
import { encodePlace, encodeReaderPlace, type SealPlace } from './binding.ts'
import { DetailError } from './detail.ts'

const place: SealPlace = { domain: DOMAIN, order: hashText('order'), field: 'recipient.name', version: 3 }
const reader = { reader: account(7), key: hashText('key') }

const CHANGES: readonly [string, SealPlace][] = [
  ['chain', { ...place, domain: { ...DOMAIN, chainId: DOMAIN.chainId + 1 } }],
  ['escrow', { ...place, domain: { ...DOMAIN, verifyingContract: account(0xe5d) } }],
  ['order', { ...place, order: hashText('another order') }],
  ['field', { ...place, field: 'recipient.address' }],
  ['version', { ...place, version: 4 }],
]

describe('encodePlace', () => {
  it('is six words, as the ABI encodes them', () => {
    const abi = parseAbiParameters('bytes32, uint256, address, bytes32, bytes32, uint256')
    expect(encodeHex(encodePlace(place))).toBe(
      encodeAbiParameters(abi, [
        keccak256(toHex('cinnabar.details/v1')),
        BigInt(DOMAIN.chainId),
        DOMAIN.verifyingContract,
        place.order,
        keccak256(toHex('recipient.name')),
        3n,
      ]),
    )
  })

  it.each(CHANGES)('changes with the %s', (_, other) => {
    expect(encodePlace(other)).not.toEqual(encodePlace(place))
    expect(encodeReaderPlace(other, reader)).not.toEqual(encodeReaderPlace(place, reader))
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32, 2 ** 53])(
    'refuses the version %d',
    (version) => {
      expect(() => encodePlace({ ...place, version })).toThrow(RangeError)
    },
  )

  it.each([1, 2 ** 32 - 1])('takes the version %d', (version) => {
    expect(encodePlace({ ...place, version })).toHaveLength(192)
  })

  it('refuses what is no field, order or escrow', () => {
    expect(() => encodePlace({ ...place, field: 'No Field' })).toThrow(DetailError)
    expect(() => encodePlace({ ...place, order: '0x12' })).toThrow(HexError)
    const domain = { ...DOMAIN, verifyingContract: '0x12' } as const
    expect(() => encodePlace({ ...place, domain })).toThrow(AddressError)
  })
})

describe('encodeReaderPlace', () => {
  it('is the place and two words more', () => {
    const encoded = encodeReaderPlace(place, reader)
    expect(encoded.subarray(0, 192)).toEqual(encodePlace(place))
    const abi = parseAbiParameters('address, bytes32')
    expect(encodeHex(encoded.subarray(192))).toBe(encodeAbiParameters(abi, [reader.reader, reader.key]))
  })

  it('changes with reader and key', () => {
    const encoded = encodeReaderPlace(place, reader)
    expect(encodeReaderPlace(place, { ...reader, reader: account(8) })).not.toEqual(encoded)
    expect(encodeReaderPlace(place, { ...reader, key: hashText('another key') })).not.toEqual(encoded)
  })

  it('refuses what is no reader or key', () => {
    expect(() => encodeReaderPlace(place, { ...reader, reader: '0x07' })).toThrow(AddressError)
    expect(() => encodeReaderPlace(place, { ...reader, key: '0x07' })).toThrow(HexError)
  })
})
