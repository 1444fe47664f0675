/** What was made of a part of some bytes, or of several parts. */
export type Decoded = {
  readonly bytes: Buffer
  /** Where, in the bytes that were decoded, that stood which is now at an offset; close by, not to the byte. */
  locate(offset: number): number
  /** It is one piece from its beginning: it may be packed by what has no mark of its own. */
  readonly isWhole: boolean
}

/** Undoes one way of writing or packing bytes, wherever in the bytes it was used. */
export type Decoder = {
  readonly name: string
  decode(bytes: Buffer, of: { readonly isWhole: boolean }): Iterable<Decoded>
}

type Part = { readonly from: number; readonly to: number }

/** Collects what many parts were decoded to, so that they are looked through at once. */
export type Parts = {
  /** The next bytes come from this offset. */
  begin(offset: number): void
  write(byte: number): void
  append(bytes: Uint8Array): void
  finish(): Iterable<Decoded>
}

/** @param ratio - How many bytes one decoded byte was made of. */
export function createParts(ratio: number): Parts {
  let bytes = Buffer.allocUnsafe(1 << 12)
  let length = 0
  const parts: Part[] = []
  const reserve = (more: number) => {
    if (length + more <= bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, length + more))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }
  return {
    begin(offset) {
      parts.push({ from: offset, to: length })
    },
    write(byte) {
      if (length === bytes.length) reserve(1)
      bytes[length] = byte
      length += 1
    },
    append(more) {
      reserve(more.length)
      bytes.set(more, length)
      length += more.length
    },
    finish() {
      if (length === 0) return []
      const locate = (offset: number) => {
        const { from, to } = findPart(parts, offset)
        return from + Math.floor((offset - to) * ratio)
      }
      return [{ bytes: bytes.subarray(0, length), locate, isWhole: parts.length === 1 }]
    },
  }
}

/** The last part that begins at or before the offset. */
function findPart(parts: readonly Part[], offset: number): Part {
  let low = 0
  let high = parts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (parts[middle]!.to <= offset) low = middle
    else high = middle - 1
  }
  return parts[low]!
}
