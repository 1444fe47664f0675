import { crc32, deflateSync } from 'node:zlib'
import type { Pixels } from '../src/index.ts'

/** Stands in every place of a file where metadata may be; must be nowhere in what is cleaned. */
export const CANARY = 'CANARY-7Q2X-48.2082N-16.3738E'

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Bytes in one of the ways that tests write them; a character of a text is one byte. */
type Part = Uint8Array | Uint8ClampedArray | readonly number[] | string

/** Bytes, texts and bytes again, one after the other. */
export function join(...parts: Part[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.map((part) => Uint8Array.from(typeof part === 'string' ? ascii(part) : part))
  return new Uint8Array(Buffer.concat(bytes))
}

/** Whether bytes hold a text. */
export const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text, 0, 'latin1')

const be16 = (value: number) => [value >> 8, value & 255]
const be32 = (value: number) => [...be16(value >>> 16), ...be16(value & 0xffff)]
const le32 = (value: number) => be32(value).reverse()

/** A picture whose four quarters are red, green, blue and white, so that each turn of it looks different. */
export function drawQuarters(width: number, height: number): Pixels {
  const colours = [
    [230, 20, 20],
    [20, 200, 20],
    [20, 20, 230],
    [250, 250, 250],
  ]
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const quarter = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)
      rgba.set([...colours[quarter]!, 255], (y * width + x) * 4)
    }
  }
  return { width, height, rgba }
}

/** The colours in the middle of the four quarters, as letters: `rg/bw` is how {@link drawQuarters} stands upright. */
export function nameQuarters({ width, height, rgba }: Pixels): string {
  const name = (x: number, y: number) => {
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4
    const [red, green, blue] = [rgba[at]! > 128, rgba[at + 1]! > 128, rgba[at + 2]! > 128]
    return red && green ? 'w' : red ? 'r' : green ? 'g' : blue ? 'b' : '?'
  }
  return `${name(0.25, 0.25)}${name(0.75, 0.25)}/${name(0.25, 0.75)}${name(0.75, 0.75)}`
}

/** A TIFF structure with an orientation, a description, a GPS directory, and a thumbnail that holds the canary. */
export function exif(orientation: number): Uint8Array<ArrayBuffer> {
  const text = `${CANARY}\0`
  const entry = (tag: number, type: number, count: number, value: readonly number[]) =>
    join(be16(tag), be16(type), be32(count), value)
  const gpsAt = 8 + 2 + 4 * 12 + 4
  const textAt = gpsAt + 2 + 12 + 4
  const thumbnailAt = textAt + text.length
  return join(
    'MM\0*',
    be32(8),
    be16(4),
    entry(0x010e, 2, text.length, be32(textAt)),
    entry(0x0112, 3, 1, [...be16(orientation), 0, 0]),
    entry(0x0201, 4, 1, be32(thumbnailAt)),
    entry(0x8825, 4, 1, be32(gpsAt)),
    be32(0),
    be16(1),
    entry(0x001d, 2, text.length, be32(textAt)),
    be32(0),
    text,
    [0xff, 0xd8, 0xff, 0xfe, ...be16(2 + text.length)],
    text,
    [0xff, 0xd9],
  )
}

export const XMP = `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><d>${CANARY}</d></x:xmpmeta><?xpacket end="w"?>`

/** A segment of a JPEG. */
export function segment(marker: number, ...body: Part[]): Uint8Array<ArrayBuffer> {
  const bytes = join(...body)
  return join([0xff, marker, ...be16(bytes.length + 2)], bytes)
}

/** Puts segments behind the first marker of a JPEG. */
export function withSegments(jpeg: Uint8Array, ...segments: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return join(jpeg.subarray(0, 2), ...segments, jpeg.subarray(2))
}

/** A JPEG as a phone writes it: EXIF with place and thumbnail, XMP, IPTC, ICC, a remark. */
export function phoneJpeg(jpeg: Uint8Array, orientation = 1): Uint8Array<ArrayBuffer> {
  return withSegments(
    jpeg,
    segment(0xe1, 'Exif\0\0', exif(orientation)),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', XMP),
    segment(0xe2, 'ICC_PROFILE\0', [1, 1], CANARY),
    segment(0xed, 'Photoshop 3.0\0', '8BIM\x04\x04\0\0', CANARY),
    segment(0xef, CANARY),
    segment(0xfe, CANARY),
  )
}

/** A JPEG with an index of further pictures, which follow it, as phones write brightness maps. */
export function withFurtherPictures(
  jpeg: Uint8Array,
  ...further: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const build = (entries: Uint8Array) =>
    withSegments(
      jpeg,
      segment(
        0xe2,
        'MPF\0MM\0*',
        be32(8),
        be16(1),
        join(be16(0xb002), be16(7), be32(entries.length), be32(26)),
        be32(0),
        entries,
      ),
    )
  // Where the index itself begins: behind the first marker, those of the segment, and its name.
  const origin = 2 + 4 + 4
  const photoBytes = build(new Uint8Array(16 * (further.length + 1))).length
  let at = photoBytes - origin
  const entries = further.map((picture) => {
    const entry = join(be32(0), be32(picture.length), be32(at), be32(0))
    at += picture.length
    return entry
  })
  return join(build(join(be32(0x030000), be32(photoBytes), be32(0), be32(0), ...entries)), ...further)
}

/** A chunk of a PNG. */
export function pngChunk(type: string, ...body: Part[]): Uint8Array<ArrayBuffer> {
  const named = join(type, ...body)
  return join(be32(named.length - 4), named, be32(crc32(named)))
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

type PngParts = {
  readonly width: number
  readonly height: number
  readonly depth?: number
  readonly colour?: number
  readonly interlace?: number
  /** The rows, with their filter bytes, not packed. */
  readonly rows?: Uint8Array
  /** The packed rows, instead. */
  readonly packed?: Uint8Array
  readonly before?: readonly Uint8Array[]
  readonly after?: readonly Uint8Array[]
}

/** A PNG of its parts. */
export function png(parts: PngParts): Uint8Array<ArrayBuffer> {
  const { width, height, depth = 8, colour = 6, interlace = 0, before = [], after = [] } = parts
  return join(
    PNG_SIGNATURE,
    pngChunk('IHDR', be32(width), be32(height), [depth, colour, 0, 0, interlace]),
    ...before,
    pngChunk('IDAT', parts.packed ?? deflateSync(parts.rows ?? new Uint8Array(0))),
    ...after,
    pngChunk('IEND'),
  )
}

/** The rows of a PNG with eight bits and alpha. */
export function rgbaRows({ width, height, rgba }: Pixels): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: height }, (_, y) =>
    join([0], rgba.subarray(y * width * 4, (y + 1) * width * 4)),
  )
  return join(...rows)
}

/** A PNG with a text, an international text, EXIF, a profile, a time, and a chunk that nobody knows. */
export function richPng(image: Pixels, orientation = 1): Uint8Array<ArrayBuffer> {
  return png({
    ...image,
    rows: rgbaRows(image),
    before: [
      pngChunk('iCCP', 'profile\0\0', deflateSync(CANARY)),
      pngChunk('eXIf', exif(orientation)),
      pngChunk('tEXt', `Comment\0${CANARY}`),
      pngChunk('zTXt', 'Comment\0\0', deflateSync(CANARY)),
      pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${XMP}`),
      pngChunk('prVt', CANARY),
    ],
    after: [pngChunk('tEXt', `Author\0${CANARY}`)],
  })
}

/** A chunk of a WebP. */
export function webpChunk(type: string, ...body: Part[]): Uint8Array<ArrayBuffer> {
  const bytes = join(...body)
  return join(type, le32(bytes.length), bytes, bytes.length % 2 ? [0] : [])
}

/** A WebP of its chunks. */
export function riff(...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = join('WEBP', ...chunks)
  return join('RIFF', le32(body.length), body)
}

/** The chunk that says which others follow. */
export function webpHead(flags: number, width: number, height: number): Uint8Array<ArrayBuffer> {
  return webpChunk('VP8X', [flags, 0, 0, 0], le32(width - 1).slice(0, 3), le32(height - 1).slice(0, 3))
}

/** A WebP with profile, EXIF, XMP, and a chunk that nobody knows, of one that has its picture alone. */
export function richWebp(
  simple: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  orientation = 1,
): Uint8Array<ArrayBuffer> {
  return riff(
    webpHead(0x2c, width, height),
    webpChunk('ICCP', CANARY),
    simple.subarray(12),
    webpChunk('EXIF', exif(orientation)),
    webpChunk('XMP ', XMP),
    webpChunk('PRVT', CANARY),
  )
}
