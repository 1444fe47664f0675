import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { createNodeCodec } from '../../node/imageCodec.ts'
import {
  drawQuarters,
  join,
  PNG_SIGNATURE,
  png,
  pngChunk,
  rgbaRows,
  richPng,
  riff,
  segment,
  webpChunk,
  webpHead,
  withFurtherPictures,
  withSegments,
} from '../../test/pictures.ts'
import { cleanEvidence } from './cleanEvidence.ts'
import type { ImageCodec } from './codec.ts'
import { inspectEvidence } from './inspectEvidence.ts'
import { describeEvidenceRefusal, EvidenceRefusedError } from './refusal.ts'
import { REFUSAL_WORDS } from './refusalWords.ts'

const IMAGE = drawQuarters(48, 32)
const ZIP_END = join('PK\x05\x06', new Uint8Array(18))
const ZIP = join('PK\x03\x04', new Uint8Array(40), ZIP_END)
const PAGE = '<!DOCTYPE html><script>alert(1)</script>'
const MIB = 1024 * 1024

describe('evidence is refused', () => {
  let codec: ImageCodec
  let jpeg: Uint8Array
  let webp: Uint8Array
  const simplePng = png({ ...IMAGE, rows: rgbaRows(IMAGE) })

  beforeAll(async () => {
    codec = await createNodeCodec()
    jpeg = await codec.encode(IMAGE, 'image/jpeg')
    webp = await codec.encode(IMAGE, 'image/webp')
  })

  /** The refusal of both the sender's and the reader's check. */
  const refusal = async (bytes: Uint8Array, options: object = {}): Promise<EvidenceRefusedError> => {
    const errors = await Promise.all(
      [cleanEvidence(bytes, { codec, ...options }), inspectEvidence(bytes, options)].map((result) =>
        result.then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    )
    for (const error of errors) expect(error).toBeInstanceOf(EvidenceRefusedError)
    expect((errors[0] as EvidenceRefusedError).code).toBe((errors[1] as EvidenceRefusedError).code)
    return errors[1] as EvidenceRefusedError
  }
  const codeOf = async (bytes: Uint8Array, options: object = {}) => (await refusal(bytes, options)).code

  it.each([
    ['FORMAT_SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['FORMAT_SVG', `<!-- ${' '.repeat(200)} --><svg onload="alert(1)">`],
    ['FORMAT_HTML', PAGE],
    ['FORMAT_HTML', '\xef\xbb\xbf \n<html>'],
    ['FORMAT_HTML', '\xff\xfe<\0h\0t\0m\0l\0>\0'],
    ['FORMAT_PDF', '%PDF-1.7\n'],
    ['FORMAT_PDF', 'junk\n%PDF-1.7\n'],
    ['FORMAT_GIF', 'GIF89a\x01\0\x01\0'],
    ['FORMAT_GIF', `GIF89a=1;/*${'PK\x03\x04'}*/`],
    ['FORMAT_TIFF', 'II*\0\x08\0\0\0'],
    ['FORMAT_TIFF', 'MM\0*\0\0\0\x08'],
    ['FORMAT_HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['FORMAT_HEIC', '\0\0\0\x18ftypavif\0\0\0\0'],
    ['FORMAT_UNKNOWN', '\0\0\0\x18ftypisom'],
    ['FORMAT_UNKNOWN', 'RIFF\x04\0\0\0WAVE'],
    ['FORMAT_UNKNOWN', 'BM'],
    ['FORMAT_UNKNOWN', 'PK\x03\x04'],
    ['FORMAT_UNKNOWN', ''],
  ])('as %s when it is no picture of the three: %j', async (code, content) => {
    expect(await codeOf(join(content))).toBe(code)
  })

  it('when its name or its declared type says otherwise', async () => {
    expect(await codeOf(jpeg, { name: 'receipt.png' })).toBe('NAME_MISMATCH')
    expect(await codeOf(jpeg, { name: 'photo.jpg.html' })).toBe('NAME_MISMATCH')
    expect(await codeOf(simplePng, { type: 'image/jpeg' })).toBe('TYPE_MISMATCH')
    expect(await codeOf(webp, { type: 'text/html' })).toBe('TYPE_MISMATCH')
    for (const hints of [{ name: 'a.JPEG' }, { name: 'photo' }, { type: '' }, { type: 'image/jpg' }]) {
      expect((await inspectEvidence(jpeg, hints)).mediaType).toBe('image/jpeg')
    }
  })

  it('when it is too large, as a file or as a picture', async () => {
    expect(await codeOf(new Uint8Array(10 * MIB + 1))).toBe('FILE_TOO_LARGE')
    expect(await codeOf(jpeg, { maxBytes: jpeg.length - 1 })).toBe('FILE_TOO_LARGE')
    expect(await codeOf(jpeg, { maxPixels: 48 * 32 - 1 })).toBe('PIXELS_TOO_MANY')
    expect(await codeOf(jpeg, { maxSide: 47 })).toBe('SIDE_TOO_LONG')
    expect(await codeOf(png({ width: 1, height: 20_000 }))).toBe('SIDE_TOO_LONG')
    expect(
      (await inspectEvidence(jpeg, { maxBytes: jpeg.length, maxPixels: 48 * 32, maxSide: 48 })).width,
    ).toBe(48)
  })

  it('when it claims a size that would fill the memory, before anything is decoded', async () => {
    const started = performance.now()
    expect(await codeOf(png({ width: 60_000, height: 60_000, packed: deflateSync('') }))).toBe(
      'SIDE_TOO_LONG',
    )
    expect(await codeOf(png({ width: 16_000, height: 16_000, packed: deflateSync('') }))).toBe(
      'PIXELS_TOO_MANY',
    )
    const frame = Buffer.from(jpeg).indexOf(Uint8Array.of(0xff, 0xc2))
    expect(frame).toBeGreaterThan(0)
    const hugeJpeg = Uint8Array.from(jpeg)
    hugeJpeg.set([0xff, 0xff, 0xff, 0xff], frame + 5)
    expect(await codeOf(hugeJpeg)).toBe('SIDE_TOO_LONG')
    const lossless = webpChunk('VP8L', [0x2f, 0xff, 0xff, 0xff, 0x0f, 0x88, 0x88, 0x08])
    expect(await codeOf(riff(lossless))).toBe('PIXELS_TOO_MANY')
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('when its rows unpack to more than it needs, within little time and memory', async () => {
    const bomb = deflateSync(new Uint8Array(512 * MIB), { level: 9 })
    expect(bomb.length).toBeLessThan(MIB)
    const [started, memory] = [performance.now(), process.memoryUsage().rss]
    expect(await codeOf(png({ width: 8, height: 8, packed: bomb }))).toBe('DECOMPRESSION_BOMB')
    expect(performance.now() - started).toBeLessThan(2000)
    expect(process.memoryUsage().rss - memory).toBeLessThan(100 * MIB)
    const rows = rgbaRows(IMAGE)
    expect(await codeOf(png({ ...IMAGE, rows: join(rows, [0]) }))).toBe('DECOMPRESSION_BOMB')
    expect(await codeOf(png({ ...IMAGE, rows: rows.subarray(1) }))).toBe('TRUNCATED')
    expect(await codeOf(png({ ...IMAGE, packed: join(deflateSync(rows), [0]) }))).toBe('MALFORMED')
    expect(await codeOf(png({ ...IMAGE, packed: deflateSync(rows).subarray(0, -2) }))).toBe('MALFORMED')
  })

  it('but not for bombs in places that are never unpacked', async () => {
    const bomb = deflateSync(new Uint8Array(256 * MIB), { level: 9 })
    const chunks = [
      pngChunk('iCCP', 'profile\0\0', bomb),
      pngChunk('zTXt', 'Comment\0\0', bomb),
      pngChunk('iTXt', 'Comment\0\x01\0\0\0', bomb),
    ]
    const [started, memory] = [performance.now(), process.memoryUsage().rss]
    const given = png({ ...IMAGE, rows: rgbaRows(IMAGE), before: chunks })
    const { bytes } = await cleanEvidence(given, { codec })
    expect(bytes.length).toBeLessThan(10_000)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(process.memoryUsage().rss - memory).toBeLessThan(100 * MIB)
  })

  it('when another file follows it or hides in it', async () => {
    for (const rest of [
      ZIP,
      join(PAGE),
      join('<?php system($_GET[0]); ?>'),
      Uint8Array.of(0),
      randomBytes(64),
    ]) {
      for (const file of [jpeg, simplePng, webp])
        expect(await codeOf(join(file, rest))).toBe('TRAILING_BYTES')
    }
    for (const foreign of [
      ZIP,
      ZIP_END,
      join(PAGE),
      join('<?PHP echo 1'),
      join('\n%PDF-1.4'),
      join('x GIF89a'),
    ]) {
      expect(await codeOf(withSegments(jpeg, segment(0xfe, foreign)))).toBe('FOREIGN_CONTENT')
      expect(await codeOf(withSegments(jpeg, segment(0xe5, 'App\0', foreign)))).toBe('FOREIGN_CONTENT')
      const text = pngChunk('tEXt', 'Comment\0', foreign)
      expect(await codeOf(png({ ...IMAGE, rows: rgbaRows(IMAGE), before: [text] }))).toBe('FOREIGN_CONTENT')
      const chunks = riff(webpHead(0, 48, 32), webp.subarray(12), webpChunk('XMP ', foreign))
      expect(await codeOf(chunks)).toBe('FOREIGN_CONTENT')
    }
    const closed = join('RIFF', [4, 0, 0, 0], 'WEBP')
    expect(await codeOf(join(closed, PAGE))).toBe('TRAILING_BYTES')
  })

  it('when it moves', async () => {
    const rows = rgbaRows(IMAGE)
    const control = pngChunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])
    expect(await codeOf(png({ ...IMAGE, rows, before: [control] }))).toBe('ANIMATED')
    expect(await codeOf(png({ ...IMAGE, rows, after: [pngChunk('fdAT', [0, 0, 0, 1])] }))).toBe('ANIMATED')
    expect(await codeOf(riff(webpHead(0x02, 48, 32), webpChunk('ANIM', new Uint8Array(6))))).toBe('ANIMATED')
    expect(await codeOf(riff(webpHead(0, 48, 32), webpChunk('ANMF', new Uint8Array(24))))).toBe('ANIMATED')
  })

  it('when it is a kind of JPEG that few programs draw', async () => {
    const frame = Buffer.from(jpeg).indexOf(Uint8Array.of(0xff, 0xc2))
    for (const marker of [0xc3, 0xc5, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xcf]) {
      const other = Uint8Array.from(jpeg)
      other[frame + 1] = marker
      expect(await codeOf(other)).toBe('JPEG_UNSUPPORTED')
    }
    const head = (precision: number, height: number, components: number) => {
      const list = Array.from({ length: components }, (_, id) => [id + 1, 0x11, 0])
      return join(jpeg.subarray(0, 2), segment(0xc0, [precision, 0, height, 0, 8, components], list.flat()))
    }
    const found = async (bytes: Uint8Array) => (await refusal(bytes)).parts.found
    expect(await found(head(8, 8, 4))).toBe('CMYK')
    expect(await found(head(8, 8, 2))).toBe('2 components')
    expect(await found(head(12, 8, 3))).toBe('12 bits')
    expect(await found(head(8, 0, 3))).toContain('DNL')
    expect(await found(join(jpeg.subarray(0, 2), segment(0xcc)))).toContain('arithmetic')
  })

  it('when a JPEG is drawn in very many passes', async () => {
    const scan = Buffer.from(jpeg).indexOf(Uint8Array.of(0xff, 0xda))
    const passes = Array.from({ length: 40 }, () => jpeg.subarray(scan, -2))
    expect(await codeOf(join(jpeg.subarray(0, scan), ...passes, jpeg.subarray(-2)))).toBe('SCANS_TOO_MANY')
  })

  it('when it is cut into very many parts, within little time', async () => {
    const many = (part: Uint8Array) =>
      new Uint8Array(Buffer.alloc(10 * MIB - ((10 * MIB) % part.length) - 12_000, part))
    const rows = rgbaRows(IMAGE)
    const files = [
      withSegments(jpeg, many(segment(0xe1))),
      withSegments(jpeg, many(segment(0xdb))),
      withFurtherPictures(jpeg, withSegments(jpeg, many(segment(0xe1)))),
      png({ ...IMAGE, rows, before: [many(pngChunk('prVt'))] }),
      png({ ...IMAGE, rows, after: [many(pngChunk('IDAT'))] }),
      riff(webpHead(0, 48, 32), webp.subarray(12), many(webpChunk('ABCD'))),
    ]
    for (const file of files) {
      const started = performance.now()
      expect(await codeOf(file)).toBe('PARTS_TOO_MANY')
      expect(performance.now() - started).toBeLessThan(2000)
    }
  })

  it('when a JPEG breaks the rules', async () => {
    const start = jpeg.subarray(0, 2)
    const [frame, scan] = [0xc2, 0xda].map((marker) => Buffer.from(jpeg).indexOf(Uint8Array.of(0xff, marker)))
    const broken = {
      empty: join(start, [0xff, 0xd9]),
      'no marker': join(start, [0x12, 0x34]),
      'a restart outside': join(start, [0xff, 0xd0, 0, 2], jpeg.subarray(2)),
      'a second start': join(start, jpeg),
      'a length of one': join(start, [0xff, 0xfe, 0, 1], jpeg.subarray(2)),
      'two frames': join(jpeg.subarray(0, scan!), jpeg.subarray(frame!)),
      'a scan first': join(start, jpeg.subarray(scan!)),
      'a frame that is too long': join(start, segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0])),
      'sampling of 0': join(start, segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x01, 0])),
      'a component twice': join(start, segment(0xc0, [8, 0, 8, 0, 8, 3, 1, 17, 0, 1, 17, 0, 2, 17, 0])),
      'no width': join(start, segment(0xc0, [8, 0, 8, 0, 0, 1, 1, 0x11, 0])),
      'a scan of nothing': join(jpeg.subarray(0, scan!), segment(0xda, [0, 0, 63, 0]), jpeg.subarray(scan!)),
      'a scan of another': join(
        jpeg.subarray(0, scan!),
        segment(0xda, [1, 9, 0, 0, 63, 0]),
        jpeg.subarray(scan!),
      ),
    }
    for (const [name, bytes] of Object.entries(broken)) {
      expect([name, await codeOf(bytes)]).toEqual([name, 'MALFORMED'])
    }
  })

  it('when a PNG breaks the rules', async () => {
    const rows = rgbaRows(IMAGE)
    const idat = pngChunk('IDAT', deflateSync(rows))
    const head = (...body: number[]) => pngChunk('IHDR', [0, 0, 0, 48, 0, 0, 0, 32], body)
    const file = (...chunks: readonly Uint8Array[]) => join(PNG_SIGNATURE, ...chunks, pngChunk('IEND'))
    const header = head(8, 6, 0, 0, 0)
    const palette = pngChunk('PLTE', new Uint8Array(6))
    const wrongSum = Uint8Array.from(simplePng)
    wrongSum[wrongSum.length - 16]! ^= 1
    const lineEnds = Uint8Array.from(simplePng)
    lineEnds[4] = 0x0a
    const broken = {
      checksum: wrongSum,
      'line ends': lineEnds,
      'no IHDR first': file(idat, header),
      'two IHDR': file(header, header, idat),
      'three bits': file(head(3, 0, 0, 0, 0), idat),
      'colour 5': file(head(8, 5, 0, 0, 0), idat),
      compression: file(head(8, 6, 1, 0, 0), idat),
      filter: file(head(8, 6, 0, 1, 0), idat),
      interlace: file(head(8, 6, 0, 0, 2), idat),
      'no width': file(pngChunk('IHDR', [0, 0, 0, 0, 0, 0, 0, 9, 8, 6, 0, 0, 0]), idat),
      'no IDAT': file(header),
      'IDAT in pieces': file(header, pngChunk('IDAT'), pngChunk('tEXt', 'a\0b'), idat),
      'a critical chunk': file(header, pngChunk('CgBI', [1]), idat),
      'a name of digits': file(header, pngChunk('12!4'), idat),
      'no palette': file(head(8, 3, 0, 0, 0), idat),
      'a palette for grey': file(head(8, 0, 0, 0, 0), palette, idat),
      'half a colour': file(header, pngChunk('PLTE', [1, 2, 3, 4]), idat),
      'too many colours': file(head(1, 3, 0, 0, 0), pngChunk('PLTE', new Uint8Array(9)), idat),
      'a late palette': file(header, idat, palette),
      'transparency of RGBA': file(header, pngChunk('tRNS', [0, 0]), idat),
      'more transparency than colours': file(head(8, 3, 0, 0, 0), palette, pngChunk('tRNS', [1, 2, 3]), idat),
      'an end with content': join(PNG_SIGNATURE, header, idat, pngChunk('IEND', [1])),
      'no zlib': file(header, pngChunk('IDAT', rows)),
    }
    for (const [name, bytes] of Object.entries(broken)) {
      expect([name, await codeOf(bytes)]).toEqual([name, 'MALFORMED'])
    }
  })

  it('when a WebP breaks the rules', async () => {
    const picture = webp.subarray(12)
    const vp8 = (...start: number[]) => riff(webpChunk('VP8 ', start, new Uint8Array(12)))
    const lossless = webpChunk('VP8L', [0x2f, 47, 0xc0, 7, 0, 0, 0, 0])
    const broken = {
      'nothing in it': riff(),
      'a head alone': riff(webpHead(0, 48, 32)),
      'two pictures': riff(webpHead(0, 48, 32), picture, picture),
      'remarks without a head': riff(picture, webpChunk('EXIF', 'x')),
      'another size in the head': riff(webpHead(0, 49, 32), picture),
      'a head of the wrong length': riff(webpChunk('VP8X', new Uint8Array(12)), picture),
      'two EXIF': riff(webpHead(0, 48, 32), picture, webpChunk('EXIF', 'x'), webpChunk('EXIF', 'x')),
      'alpha after the picture': riff(webpHead(16, 48, 32), picture, webpChunk('ALPH', [0])),
      'alpha of lossless': riff(webpHead(16, 48, 32), webpChunk('ALPH', [0]), lossless),
      'padding that is not 0': riff(webpHead(0, 48, 32), picture, join('abcd', [1, 0, 0, 0, 7, 7])),
      'a chunk cut off': riff(picture, join('abc')),
      'a chunk too long': riff(join('VP8 ', [255, 0, 0, 0])),
      'no key frame': vp8(0x11, 0, 0, 0x9d, 1, 0x2a, 48, 0, 32, 0),
      'no start code': vp8(0x10, 0, 0, 0x9d, 1, 0x2b, 48, 0, 32, 0),
      'not shown': vp8(0, 0, 0, 0x9d, 1, 0x2a, 48, 0, 32, 0),
      'no width': vp8(0x10, 0, 0, 0x9d, 1, 0x2a, 0, 0, 32, 0),
      'lossless of another version': riff(webpChunk('VP8L', [0x2f, 0, 0, 0, 0x20])),
      'lossless without signature': riff(webpChunk('VP8L', [0x2e, 0, 0, 0, 0])),
    }
    for (const [name, bytes] of Object.entries(broken)) {
      expect([name, await codeOf(bytes)]).toEqual([name, 'MALFORMED'])
    }
  })

  it('when it ends early, wherever that is', async () => {
    const longer = webpChunk('VP8 ', [0x10, 0xff, 0, 0x9d, 1, 0x2a, 48, 0, 32, 0], new Uint8Array(12))
    expect(await codeOf(riff(longer))).toBe('TRUNCATED')
    for (const whole of [withSegments(jpeg, segment(0xe1, randomBytes(300))), richPng(IMAGE), webp]) {
      for (let length = 64; length < whole.length; length += 64) {
        const code = await codeOf(whole.subarray(0, length))
        expect([length, code]).toEqual([length, 'TRUNCATED'])
      }
      for (const length of [1, 2, 3, 5, 8, 11, 12, 15, whole.length - 1]) {
        const code = await codeOf(whole.subarray(0, length))
        expect(['TRUNCATED', 'FORMAT_UNKNOWN']).toContain(code)
      }
    }
  })

  it('with a sentence in both languages that names the problem and the mend', async () => {
    const error = await refusal(jpeg, { maxBytes: 10 })
    expect(error.retryable).toBe(false)
    expect(error.message).toBe(
      `The picture has ${jpeg.length} bytes; at most 10 are accepted. Make the picture smaller and choose it again.`,
    )
    expect(describeEvidenceRefusal(error, 'zh-CN')).toEqual({
      what: `图片有 ${jpeg.length} 字节，最多接受 10 字节。`,
      mend: '请缩小图片后重新选择。',
    })
    expect(describeEvidenceRefusal(await refusal(join('%PDF-1.7'))).mend).toContain('Photograph')
    const spec = readFileSync(new URL('../../../../docs/specs/evidence.md', import.meta.url), 'utf8')
    for (const words of Object.values(REFUSAL_WORDS)) {
      for (const [code, describe] of Object.entries(words)) {
        expect(spec).toContain(`| \`${code}\` `)
        const { what, mend } = describe({ found: 'FOUND', limit: 'LIMIT' })
        expect(`${what}${mend}`).not.toContain('undefined')
        expect([what, mend].every((text) => /[.。]$/.test(text))).toBe(true)
      }
    }
  })
})
