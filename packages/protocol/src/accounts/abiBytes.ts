import { concatHex, encodeWord, type Hex, parseHex } from '../bytes.ts'

/** The ABI's tail of `bytes` or `string`: its length, then itself, padded to whole words. */
export function encodeBytesTail(bytes: Hex): Hex {
  const length = sizeOf(bytes)
  const padding: Hex = `0x${'00'.repeat((32 - (length % 32)) % 32)}`
  return concatHex(encodeWord(BigInt(length)), bytes, padding)
}

/** The ABI's tuple of words and dynamic parts: each dynamic part's place stands where it would. */
export function encodeTuple(parts: readonly (Hex | { readonly tail: Hex })[]): Hex {
  let place = 32 * parts.length
  const heads: Hex[] = []
  const tails: Hex[] = []
  for (const part of parts) {
    if (typeof part === 'string') {
      heads.push(part)
      continue
    }
    heads.push(encodeWord(BigInt(place)))
    tails.push(part.tail)
    place += sizeOf(part.tail)
  }
  return concatHex(...heads, ...tails)
}

/** Number of bytes of hexadecimal text. Throws HexError. */
export function sizeOf(bytes: Hex): number {
  return parseHex(bytes).length / 2 - 1
}
