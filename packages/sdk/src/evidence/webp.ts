import { type Container, checkPartCount, concatenate, readAscii, viewOf } from './container.ts'
import { readOrientation } from './orientation.ts'
import { EvidenceRefusedError } from './refusal.ts'

const ANIMATION_FLAG = 0x02
const ALPHA_FLAG = 0x10

type Chunk = { readonly type: string; readonly whole: Uint8Array; readonly body: Uint8Array }
type Size = { readonly width: number; readonly height: number }

const malformed = (found: string) => new EvidenceRefusedError('MALFORMED', { found })

/**
 * Takes a WebP apart (RFC 9649).
 *
 * @throws EvidenceRefusedError ANIMATED, TRUNCATED, MALFORMED, TRAILING_BYTES
 */
export function parseWebp(bytes: Uint8Array): Container {
  const chunks = readChunks(bytes)
  const extended = chunks[0]?.type === 'VP8X' ? chunks[0] : undefined
  const isAnimated = chunks.some(({ type }) => type === 'ANIM' || type === 'ANMF')
  if (isAnimated || (extended && extended.body[0]! & ANIMATION_FLAG))
    throw new EvidenceRefusedError('ANIMATED')
  if (!extended && chunks.length > 1) throw malformed('more than the picture in it')
  const twice = ['VP8X', 'ALPH', 'ICCP', 'EXIF', 'XMP '].find((name) => count(chunks, name) > 1)
  if (twice) throw malformed(`two of ${twice}`)
  const pictures = chunks.filter(({ type }) => type === 'VP8 ' || type === 'VP8L')
  const [picture] = pictures
  if (pictures.length !== 1 || !picture) throw malformed('not one picture in it')
  const size = picture.type === 'VP8L' ? readLossless(picture.body) : readLossy(picture.body)
  if (extended) checkCanvas(extended.body, size)
  const alpha = chunks.find(({ type }) => type === 'ALPH')
  if (alpha && (picture.type === 'VP8L' || chunks.indexOf(alpha) > chunks.indexOf(picture))) {
    throw malformed('ALPH')
  }
  const kept = alpha ? [writeCanvas(size), alpha.whole, picture.whole] : [picture.whole]
  const exif = chunks.find(({ type }) => type === 'EXIF')
  return {
    mediaType: 'image/webp',
    ...size,
    orientation: exif ? readOrientation(exif.body) : 1,
    bare: writeRiff(kept),
    metadata: chunks.filter((chunk) => chunk !== picture && chunk !== alpha).map(({ body }) => body),
  }
}

const count = (chunks: readonly Chunk[], name: string) => chunks.filter(({ type }) => type === name).length

function readChunks(bytes: Uint8Array): Chunk[] {
  const view = viewOf(bytes)
  const end = view.getUint32(4, true) + 8
  if (end > bytes.length) throw new EvidenceRefusedError('TRUNCATED')
  if (end < bytes.length) throw new EvidenceRefusedError('TRAILING_BYTES', { found: bytes.length - end })
  const chunks: Chunk[] = []
  for (let at = 12; at < end; ) {
    if (at + 8 > end) throw malformed(`a chunk cut off at byte ${at}`)
    const type = readAscii(bytes, at, at + 4)
    const length = view.getUint32(at + 4, true)
    const next = at + 8 + length + (length % 2)
    if (!/^[\x20-\x7e]{4}$/.test(type) || next > end) throw malformed(`the chunk at byte ${at}`)
    if (length % 2 && bytes[next - 1] !== 0) throw malformed(`padding at byte ${next - 1}`)
    chunks.push({ type, whole: bytes.subarray(at, next), body: bytes.subarray(at + 8, at + 8 + length) })
    checkPartCount(chunks.length)
    at = next
  }
  return chunks
}

/** A key frame of VP8 that is shown (RFC 6386, 9.1). */
function readLossy(body: Uint8Array): Size {
  const isStart = body.length >= 10 && body[3] === 0x9d && body[4] === 0x01 && body[5] === 0x2a
  if (!isStart) throw malformed('VP8')
  const tag = body[0]! | (body[1]! << 8) | (body[2]! << 16)
  const [isInter, version, isShown, firstPart] = [tag & 1, (tag >> 1) & 7, (tag >> 4) & 1, tag >> 5]
  if (isInter || version > 3 || !isShown) throw malformed('VP8')
  if (firstPart + 10 > body.length) throw new EvidenceRefusedError('TRUNCATED')
  const view = viewOf(body)
  const size = { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
  if (size.width === 0 || size.height === 0) throw malformed('VP8')
  return size
}

/** RFC 9649, 3.4. */
function readLossless(body: Uint8Array): Size {
  if (body.length < 5 || body[0] !== 0x2f) throw malformed('VP8L')
  const bits = viewOf(body).getUint32(1, true)
  if (bits >>> 29 !== 0) throw malformed('VP8L')
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

function checkCanvas(body: Uint8Array, { width, height }: Size): void {
  if (body.length !== 10) throw malformed('VP8X')
  const view = viewOf(body)
  const canvas = {
    width: (view.getUint32(4, true) & 0xffffff) + 1,
    height: (view.getUint32(6, true) >>> 8) + 1,
  }
  if (canvas.width !== width || canvas.height !== height) throw malformed('VP8X says another size')
}

function writeCanvas({ width, height }: Size): Uint8Array {
  const chunk = new Uint8Array(18)
  const view = viewOf(chunk)
  chunk.set([0x56, 0x50, 0x38, 0x58, 10, 0, 0, 0, ALPHA_FLAG])
  view.setUint16(12, width - 1, true)
  view.setUint16(15, height - 1, true)
  return chunk
}

function writeRiff(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(12)
  head.set([0x52, 0x49, 0x46, 0x46])
  head.set([0x57, 0x45, 0x42, 0x50], 8)
  const whole = concatenate([head, ...chunks])
  viewOf(whole).setUint32(4, whole.length - 8, true)
  return whole
}
