/** Bytes that are not RLP in its one allowed form (Ethereum yellow paper, appendix B). */
export class RlpError extends Error {
  readonly code = 'RLP_INVALID'
  readonly retryable = false
}

export type RlpItem = Uint8Array | RlpItem[]

/** Decodes exactly one item; every length must be written in its shortest form and nothing may follow. */
export function decodeRlp(bytes: Uint8Array): RlpItem {
  const { item, end } = decodeAt(bytes, 0, bytes.length, 0)
  if (end !== bytes.length) throw new RlpError('bytes follow the transaction')
  return item
}

function decodeAt(
  bytes: Uint8Array,
  at: number,
  limit: number,
  depth: number,
): { item: RlpItem; end: number } {
  if (at >= limit) throw new RlpError('the transaction ends too early')
  const first = bytes[at]!
  if (first < 0x80) return { item: bytes.subarray(at, at + 1), end: at + 1 }
  const isList = first >= 0xc0
  const short = first - (isList ? 0xc0 : 0x80)
  const start = at + 1 + Math.max(0, short - 55)
  const length =
    short <= 55 ? short : decodeLength(bytes.subarray(at + 1, Math.min(start, limit)), short - 55)
  const end = start + length
  if (end > limit) throw new RlpError('the transaction ends too early')
  if (!isList) {
    if (length === 1 && bytes[start]! < 0x80) throw new RlpError('a byte is not written in its shortest form')
    return { item: bytes.subarray(start, end), end }
  }
  if (depth === 8) throw new RlpError('lists are nested too deep')
  const items: RlpItem[] = []
  for (let next = start; next < end; ) {
    const decoded = decodeAt(bytes, next, end, depth + 1)
    items.push(decoded.item)
    next = decoded.end
  }
  return { item: items, end }
}

function decodeLength(bytes: Uint8Array, expected: number): number {
  if (bytes.length < expected) throw new RlpError('the transaction ends too early')
  if (bytes[0] === 0 || expected > 4) throw new RlpError('a length is not written in its shortest form')
  const length = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  if (length < 56) throw new RlpError('a length is not written in its shortest form')
  return length
}

/** Encodes items as one list, reusing the items as they are. */
export function encodeRlpList(items: RlpItem[]): Uint8Array {
  const body = Buffer.concat(
    items.map((item) => (Array.isArray(item) ? encodeRlpList(item) : encodeBytes(item))),
  )
  return Buffer.concat([encodePrefix(0xc0, body.length), body])
}

function encodeBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 1 && bytes[0]! < 0x80) return bytes
  return Buffer.concat([encodePrefix(0x80, bytes.length), bytes])
}

function encodePrefix(offset: number, length: number): Uint8Array {
  if (length <= 55) return Uint8Array.of(offset + length)
  const digits = length.toString(16)
  const bytes = Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex')
  return Buffer.concat([Uint8Array.of(offset + 55 + bytes.length), bytes])
}
