import { type Container, checkPartCount, concatenate, readAscii, viewOf } from './container.ts'
import { crc32 } from './crc32.ts'
import { readOrientation } from './orientation.ts'
import { packedSize, type PngHeader } from './pngRows.ts'
import { EvidenceRefusedError } from './refusal.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** What the pixels need; of all others none reaches a decoder, so that nothing packed in them is unpacked. */
const KEPT: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']
const ANIMATION: readonly string[] = ['acTL', 'fcTL', 'fdAT']
/** Bits of a sample that each kind of colour may have. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

type Chunk = {
  readonly type: string
  readonly whole: Uint8Array<ArrayBuffer>
  readonly body: Uint8Array<ArrayBuffer>
}

const malformed = (found: string) => new EvidenceRefusedError('MALFORMED', { found })

/**
 * Takes a PNG apart (W3C PNG, third edition, chapters 5 and 11). Unpacks nothing.
 *
 * @throws EvidenceRefusedError ANIMATED, TRUNCATED, MALFORMED, TRAILING_BYTES
 */
export function parsePng(bytes: Uint8Array<ArrayBuffer>): Container {
  const chunks = readChunks(bytes)
  const header = readHeader(chunks[0]!)
  checkOrder(chunks, header)
  const kept = chunks.filter(({ type }) => KEPT.includes(type))
  const others = chunks.filter(({ type }) => !KEPT.includes(type))
  const exif = others.find(({ type }) => type === 'eXIf')
  return {
    mediaType: 'image/png',
    width: header.width,
    height: header.height,
    orientation: exif ? readOrientation(exif.body) : 1,
    bare: concatenate([SIGNATURE, ...kept.map(({ whole }) => whole)]),
    metadata: others.map(({ body }) => body),
    packed: {
      parts: chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body),
      size: packedSize(header),
    },
  }
}

function readChunks(bytes: Uint8Array<ArrayBuffer>): Chunk[] {
  const view = viewOf(bytes)
  if (SIGNATURE.some((byte, at) => bytes[at] !== byte)) {
    throw bytes.length < SIGNATURE.length ? new EvidenceRefusedError('TRUNCATED') : malformed('signature')
  }
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; ; ) {
    if (at + 12 > bytes.length) throw new EvidenceRefusedError('TRUNCATED')
    const length = view.getUint32(at)
    const type = readAscii(bytes, at + 4, at + 8)
    if (!/^[A-Za-z]{4}$/.test(type)) throw malformed(`name of the chunk at byte ${at}`)
    if (at + 12 + length > bytes.length) throw new EvidenceRefusedError('TRUNCATED')
    const end = at + 8 + length
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) throw malformed(`checksum of ${type}`)
    chunks.push({ type, whole: bytes.subarray(at, end + 4), body: bytes.subarray(at + 8, end) })
    checkPartCount(chunks.length)
    at = end + 4
    if (type !== 'IEND') continue
    if (at < bytes.length) throw new EvidenceRefusedError('TRAILING_BYTES', { found: bytes.length - at })
    return chunks
  }
}

function readHeader({ type, body }: Chunk): PngHeader {
  if (type !== 'IHDR' || body.length !== 13) throw malformed('IHDR')
  const view = viewOf(body)
  const header = {
    width: view.getUint32(0),
    height: view.getUint32(4),
    depth: body[8]!,
    colour: body[9]!,
    isInterlaced: body[12] === 1,
  }
  const isKnown = DEPTHS[header.colour]?.includes(header.depth) && !body[10] && !body[11] && body[12]! <= 1
  if (!isKnown || header.width === 0 || header.height === 0) throw malformed('IHDR')
  return header
}

function checkOrder(chunks: readonly Chunk[], { colour, depth }: PngHeader): void {
  const types = chunks.map(({ type }) => type)
  if (types.some((type) => ANIMATION.includes(type))) throw new EvidenceRefusedError('ANIMATED')
  const unknown = types.find((type) => /^[A-Z]/.test(type) && !KEPT.includes(type))
  if (unknown) throw malformed(`critical chunk ${unknown}`)
  const once = ['IHDR', 'PLTE', 'tRNS', 'eXIf']
  const twice = once.find((type) => types.indexOf(type) !== types.lastIndexOf(type))
  if (twice) throw malformed(`two of ${twice}`)
  const [first, last] = [types.indexOf('IDAT'), types.lastIndexOf('IDAT')]
  if (first < 0) throw malformed('no picture in it')
  if (types.slice(first, last).some((type) => type !== 'IDAT')) throw malformed('IDAT in pieces')
  if (chunks.at(-1)!.body.length > 0) throw malformed('IEND')
  const [palette, transparency] = [types.indexOf('PLTE'), types.indexOf('tRNS')]
  if (palette > first || transparency > first) throw malformed('PLTE or tRNS after IDAT')
  const colours = (chunks[palette]?.body.length ?? 0) / 3
  const isPalette = Number.isInteger(colours) && colours >= 1 && colours <= (colour === 3 ? 2 ** depth : 256)
  if (palette < 0 ? colour === 3 : !isPalette || colour === 0 || colour === 4) throw malformed('PLTE')
  if (transparency < 0) return
  const length = chunks[transparency]!.body.length
  const fits = { 0: length === 2, 2: length === 6, 3: transparency > palette && length <= colours }[colour]
  if (!fits) throw malformed('tRNS')
}
