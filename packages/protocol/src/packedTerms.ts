import { type Hex, parseHex } from './bytes.ts'
import type { Order } from './terms.ts'
import { ORDER_FIELDS, parseFields, type TypedField, WINDOWS_FIELDS } from './typedData/types.ts'

/** Thrown by {@link unpackTerms} for bytes that are no packed terms. */
export class PackedTermsError extends Error {
  readonly code = 'PACKED_TERMS_INVALID'
  readonly retryable = false
  constructor({ size }: { size: number }) {
    super(`packed terms are ${PACKED_TERMS_BYTES} bytes, got ${size}`)
    this.name = 'PackedTermsError'
  }
}

/** The fields as they follow one another; those of the windows have a path. */
const FIELDS: readonly TypedField[] = parseFields(ORDER_FIELDS).flatMap((field) =>
  field.type === 'Windows' ? parseFields(WINDOWS_FIELDS) : [field],
)
const WINDOWS = new Set(parseFields(WINDOWS_FIELDS).map(({ name }) => name))

/** What terms are packed. */
export const PACKED_TERMS_BYTES = FIELDS.reduce((sum, { type }) => sum + sizeOf(type), 0)

/**
 * The terms as the event `OrderFunded` carries them: all fields behind each other without padding, as Solidity's
 * `abi.encodePacked` of all of them.
 */
export function packTerms(terms: Order): Hex {
  const digits = FIELDS.map(({ name, type }) => {
    const value = (WINDOWS.has(name) ? terms.windows : terms)[name as never] as Hex | bigint | number
    const text = typeof value === 'string' ? parseHex(value).slice(2) : BigInt(value).toString(16)
    return text.padStart(2 * sizeOf(type), '0')
  })
  return `0x${digits.join('')}`
}

/**
 * Reads packed terms; addresses come in lower case.
 *
 * @throws PackedTermsError for another number of bytes, HexError for what is no hexadecimal.
 */
export function unpackTerms(packed: Hex): Order {
  const digits = parseHex(packed).slice(2)
  if (digits.length !== 2 * PACKED_TERMS_BYTES) throw new PackedTermsError({ size: digits.length / 2 })
  let at = 0
  const read = (fields: readonly TypedField[]): Record<string, unknown> =>
    Object.fromEntries(
      fields.map(({ name, type }) => {
        if (type === 'Windows') return [name, read(parseFields(WINDOWS_FIELDS))]
        const text = digits.slice(at, at + 2 * sizeOf(type))
        at += 2 * sizeOf(type)
        return [name, readValue(type, text)]
      }),
    )
  return read(parseFields(ORDER_FIELDS)) as Order
}

function readValue(type: string, digits: string): Hex | bigint | number {
  if (type === 'address' || type === 'bytes32') return `0x${digits}`
  const value = BigInt(`0x${digits}`)
  return sizeOf(type) <= 5 ? Number(value) : value
}

function sizeOf(type: string): number {
  if (type === 'address') return 20
  if (type === 'bytes32') return 32
  return Number(type.slice('uint'.length)) / 8
}
