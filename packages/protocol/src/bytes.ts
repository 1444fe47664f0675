import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'

/** Bytes as text: `0x` and two lower-case hexadecimal digits a byte. */
export type Hex = `0x${string}`

/** Thirty-two zero bytes: "no record", "no link". */
export const ZERO_HASH: Hex = `0x${'00'.repeat(32)}`

/** Thrown where bytes were expected in hexadecimal and something else came. */
export class HexError extends Error {
  readonly code = 'HEX_INVALID'
  readonly retryable = false
  readonly value: unknown
  constructor({ value, expected }: { value: unknown; expected: string }) {
    super(`expected ${expected}, got ${JSON.stringify(value) ?? String(value)}`)
    this.name = 'HexError'
    this.value = value
  }
}

/**
 * Reads hexadecimal text, in either case.
 *
 * @param size - Number of bytes that must be there; any whole number of bytes when left out.
 * @returns The same bytes in lower case.
 * @throws HexError if it is not hexadecimal or has another size.
 */
export function parseHex(value: unknown, size?: number): Hex {
  if (
    typeof value !== 'string' ||
    !/^0x([0-9a-fA-F]{2})*$/.test(value) ||
    (size !== undefined && value.length !== 2 + 2 * size)
  ) {
    throw new HexError({
      value,
      expected: size === undefined ? '0x and hexadecimal bytes' : `0x and ${size} bytes`,
    })
  }
  return value.toLowerCase() as Hex
}

/** Bytes of hexadecimal text. Throws HexError. */
export function decodeHex(value: Hex): Uint8Array {
  return hexToBytes(parseHex(value).slice(2))
}

/** Hexadecimal text of bytes. */
export function encodeHex(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`
}

/** Keccak-256 of bytes or of hexadecimal text. */
export function keccak256(value: Uint8Array | Hex): Hex {
  return encodeHex(keccak_256(typeof value === 'string' ? decodeHex(value) : value))
}

/** Keccak-256 of text in UTF-8, as `keccak256(bytes("…"))` in Solidity. */
export function hashText(text: string): Hex {
  return keccak256(new TextEncoder().encode(text))
}

/** Joins hexadecimal byte strings. */
export function concatHex(...parts: readonly Hex[]): Hex {
  return `0x${parts.map((part) => part.slice(2)).join('')}`
}

/** A non-negative integer, an address or a hash as one 32-byte ABI word. */
export function encodeWord(value: bigint | Hex): Hex {
  const digits = typeof value === 'bigint' ? value.toString(16) : parseHex(value).slice(2)
  if (digits.length > 64 || digits.startsWith('-'))
    throw new HexError({ value: String(value), expected: 'at most 32 bytes' })
  return `0x${digits.padStart(64, '0')}`
}
