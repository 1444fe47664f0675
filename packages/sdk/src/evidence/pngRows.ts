import { EvidenceRefusedError } from './refusal.ts'

/** What a PNG says of its pixels. */
export type PngHeader = {
  readonly width: number
  readonly height: number
  /** Bits of a sample. */
  readonly depth: number
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly colour: number
  readonly isInterlaced: boolean
}

const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** Of each of Adam7's passes: first column and row, step of columns and of rows. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const
/** So little at a time that what one piece unpacks to stays small, however it was packed. */
const PIECE_BYTES = 16 * 1024

/** How many bytes the rows of a PNG take, each with its filter byte (PNG, chapters 7 and 8). */
export function packedSize({ width, height, depth, colour, isInterlaced }: PngHeader): number {
  const rows = (columns: number, count: number) =>
    columns === 0 ? 0 : count * (1 + Math.ceil((columns * depth * SAMPLES[colour]!) / 8))
  if (!isInterlaced) return rows(width, height)
  return PASSES.reduce((sum, [x, y, stepX, stepY]) => {
    return sum + rows(Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY))
  }, 0)
}

/**
 * Unpacks a zlib stream and throws the result away, to learn whether it has exactly the size that it must have.
 * Stops at the first byte too many, so a bomb costs no more than an honest picture.
 *
 * @throws EvidenceRefusedError DECOMPRESSION_BOMB, TRUNCATED, MALFORMED
 */
export async function checkPackedSize(
  parts: readonly Uint8Array<ArrayBuffer>[],
  size: number,
): Promise<void> {
  const packed = toPieces(parts)
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { value, done } = packed.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  const reader = source.pipeThrough(new DecompressionStream('deflate')).getReader()
  let unpacked = 0
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      unpacked += value.length
      if (unpacked > size) throw new EvidenceRefusedError('DECOMPRESSION_BOMB')
    }
  } catch (cause) {
    if (cause instanceof EvidenceRefusedError) throw cause
    throw new EvidenceRefusedError('MALFORMED', { found: 'IDAT' }, cause)
  } finally {
    await reader.cancel().catch(() => {})
  }
  if (unpacked < size) throw new EvidenceRefusedError('TRUNCATED')
}

function* toPieces(parts: readonly Uint8Array<ArrayBuffer>[]) {
  for (const part of parts) {
    for (let at = 0; at < part.length; at += PIECE_BYTES) yield part.subarray(at, at + PIECE_BYTES)
  }
}
