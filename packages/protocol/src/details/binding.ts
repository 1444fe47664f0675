import { type Address, parseAddress } from '../address.ts'
import { concatHex, decodeHex, encodeWord, type Hex, hashText, parseHex } from '../bytes.ts'
import type { ProtocolDomain } from '../typedData/hash.ts'
import { checkField } from './detail.ts'

/** What a sealed thing belongs to: it opens there and nowhere else. */
export type SealPlace = {
  /** Chain and escrow. */
  readonly domain: ProtocolDomain
  readonly order: Hex
  readonly field: string
  /** 1, and one more whenever the same field is sealed again. */
  readonly version: number
}

/**
 * The associated data of a sealed field: six words, the first of which says what they are.
 *
 * @throws DetailError for a bad field, HexError, RangeError for a bad version.
 * @see docs/specs/details.md
 */
export function encodePlace({ domain, order, field, version }: SealPlace): Uint8Array {
  checkField(field)
  if (!Number.isSafeInteger(version) || version < 1 || version > 0xffff_ffff) {
    throw new RangeError(`a version is a whole number from 1 to 2^32 − 1, got ${version}`)
  }
  return decodeHex(
    concatHex(
      hashText('cinnabar.details/v1'),
      encodeWord(BigInt(domain.chainId)),
      encodeWord(parseAddress(domain.verifyingContract)),
      parseHex(order, 32),
      hashText(field),
      encodeWord(BigInt(version)),
    ),
  )
}

/** The associated data of a field's key that is sealed to a reader: the place, the reader and its key. */
export function encodeReaderPlace(
  place: SealPlace,
  { reader, key }: { reader: Address; key: Hex },
): Uint8Array {
  const words = concatHex(encodeWord(parseAddress(reader)), parseHex(key, 32))
  return new Uint8Array([...encodePlace(place), ...decodeHex(words)])
}
