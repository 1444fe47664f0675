import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { createNodeCodec } from '../../node/imageCodec.ts'
import {
  CANARY,
  drawQuarters,
  holds,
  join,
  nameQuarters,
  phoneJpeg,
  png,
  pngChunk,
  rgbaRows,
  richPng,
  richWebp,
  segment,
  withFurtherPictures,
  withSegments,
} from '../../test/pictures.ts'
import { cleanEvidence } from './cleanEvidence.ts'
import type { ImageCodec, Pixels } from './codec.ts'
import type { EvidenceMediaType } from './container.ts'
import { inspectEvidence } from './inspectEvidence.ts'

const UPRIGHT = drawQuarters(96, 64)
/** How the quarters of a picture look once its orientation was applied. */
const TURNED = ['rg/bw', 'gr/wb', 'wb/gr', 'bw/rg', 'rb/gw', 'br/wg', 'wg/br', 'gw/rb'] as const
const TYPES: readonly EvidenceMediaType[] = ['image/jpeg', 'image/png', 'image/webp']

describe('cleanEvidence', () => {
  let codec: ImageCodec
  let files: Record<EvidenceMediaType, (orientation: number) => Uint8Array>

  beforeAll(async () => {
    codec = await createNodeCodec()
    const [jpeg, webp] = [
      await codec.encode(UPRIGHT, 'image/jpeg'),
      await codec.encode(UPRIGHT, 'image/webp'),
    ]
    files = {
      'image/jpeg': (orientation) => phoneJpeg(jpeg, orientation),
      'image/png': (orientation) => richPng(UPRIGHT, orientation),
      'image/webp': (orientation) => richWebp(webp, UPRIGHT, orientation),
    }
  })

  const clean = (bytes: Uint8Array) => cleanEvidence(bytes, { codec })
  const draw = async (bytes: Uint8Array): Promise<Pixels> => {
    const cleaned = await clean(bytes)
    return codec.decode(cleaned.bytes, cleaned.mediaType)
  }

  it.each(TYPES)('leaves nothing in a %s but the picture', async (mediaType) => {
    const given = files[mediaType](1)
    expect(holds(given, CANARY)).toBe(true)
    expect(await inspectEvidence(given)).toMatchObject({ mediaType, isClean: false })
    const { bytes, ...cleaned } = await clean(given)
    expect(cleaned).toEqual({ mediaType, width: 96, height: 64 })
    expect(await inspectEvidence(bytes)).toEqual({ mediaType, width: 96, height: 64, isClean: true })
    for (const word of [
      CANARY,
      'Exif',
      'ICC',
      'XMP',
      'xmpmeta',
      '8BIM',
      'tEXt',
      'iTXt',
      'zTXt',
      'eXIf',
      'prVt',
    ]) {
      expect(holds(bytes, word)).toBe(false)
    }
    expect(nameQuarters(await codec.decode(bytes, mediaType))).toBe('rg/bw')
  })

  it.each(TYPES)('turns the pixels of a %s as its EXIF says', async (mediaType) => {
    for (const [index, quarters] of TURNED.entries()) {
      const image = await draw(files[mediaType](index + 1))
      expect([index + 1, nameQuarters(image)]).toEqual([index + 1, quarters])
      expect([image.width, image.height]).toEqual(index < 4 ? [96, 64] : [64, 96])
    }
  })

  it.each(TYPES)('makes the same of the same %s', async (mediaType) => {
    const [first, second] = [await clean(files[mediaType](6)), await clean(files[mediaType](6))]
    expect(second).toEqual(first)
    expect((await clean(first.bytes)).mediaType).toBe(mediaType)
  })

  it('takes the content of a PNG as it is, bit by bit', async () => {
    expect((await draw(files['image/png'](1))).rgba).toEqual(UPRIGHT.rgba)
  })

  it('draws every kind of PNG', async () => {
    const palette = pngChunk('PLTE', [230, 20, 20, 20, 200, 20, 20, 20, 230, 250, 250, 250])
    const rows = (top: readonly number[], bottom: readonly number[]) => join([0], top, [0], bottom)
    const size = { width: 2, height: 2 }
    const kinds = {
      palette2: png({
        ...size,
        colour: 3,
        depth: 2,
        before: [palette],
        rows: rows([0b00010000], [0b10110000]),
      }),
      palette8: png({ ...size, colour: 3, before: [palette], rows: rows([0, 1], [2, 3]) }),
      rgb: png({
        ...size,
        colour: 2,
        rows: rows([230, 20, 20, 20, 200, 20], [20, 20, 230, 250, 250, 250]),
      }),
      rgb16: png({
        ...size,
        colour: 2,
        depth: 16,
        rows: rows(
          [230, 0, 20, 0, 20, 0, 20, 0, 200, 0, 20, 0],
          [20, 0, 20, 0, 230, 0, 250, 0, 250, 0, 250, 0],
        ),
      }),
      // Adam7 of two by two: passes 1, 6 and 7.
      interlaced: png({
        ...size,
        colour: 3,
        interlace: 1,
        before: [palette],
        rows: join([0, 0], [0, 1], [0, 2, 3]),
      }),
    }
    for (const [kind, bytes] of Object.entries(kinds)) {
      expect([kind, nameQuarters(await draw(bytes))]).toEqual([kind, 'rg/bw'])
    }
    const grey = await draw(png({ ...size, colour: 0, depth: 1, rows: rows([0b01000000], [0b10000000]) }))
    expect([...grey.rgba].filter((_, at) => at % 4 === 0)).toEqual([0, 255, 255, 0])
  })

  it('blanks what is under pixels that are not seen', async () => {
    const rgba = new Uint8ClampedArray(UPRIGHT.rgba)
    for (let at = 3; at < rgba.length / 2; at += 4) rgba[at] = 0
    const hidden = { ...UPRIGHT, rgba }
    const { rgba: seen } = await draw(png({ ...hidden, rows: rgbaRows(hidden) }))
    expect(seen.subarray(0, seen.length / 2).every((byte) => byte === 0)).toBe(true)
    expect(seen.subarray(seen.length / 2)).toEqual(UPRIGHT.rgba.subarray(seen.length / 2))
  })

  it('keeps the transparency of a WebP', async () => {
    const rgba = new Uint8ClampedArray(UPRIGHT.rgba)
    for (let at = 3; at < rgba.length / 2; at += 4) rgba[at] = 100
    const image = await draw(await codec.encode({ ...UPRIGHT, rgba }, 'image/webp'))
    expect([image.rgba[3], image.rgba.at(-1)]).toEqual([100, 255])
  })

  it('drops the further pictures that a photo names, and refuses what only looks like them', async () => {
    const [jpeg, map] = [phoneJpeg(await codec.encode(UPRIGHT, 'image/jpeg')), files['image/jpeg'](1)]
    const given = withFurtherPictures(jpeg, map, join(map, [0, 0]))
    expect(await inspectEvidence(given)).toMatchObject({ width: 96, isClean: false })
    const { bytes } = await clean(given)
    expect([bytes.length < jpeg.length, holds(bytes, CANARY), holds(bytes, 'MPF')]).toEqual([
      true,
      false,
      false,
    ])
    const refused = {
      TRAILING_BYTES: [
        join(given, [1]),
        join(jpeg, map),
        withFurtherPictures(jpeg, join('PK\x03\x04')),
        withFurtherPictures(jpeg, join(map, 'PK\x05\x06')),
        withFurtherPictures(jpeg, join(map, [7]), map),
        withFurtherPictures(jpeg, map).subarray(0, -1),
      ],
      FOREIGN_CONTENT: [withFurtherPictures(jpeg, withSegments(map, segment(0xfe, '<?php')))],
      MALFORMED: [withFurtherPictures(jpeg, join([0xff, 0xd8, 0xff, 0xd9]))],
    }
    for (const [code, bad] of Object.entries(refused)) {
      for (const bytes of bad) await expect(clean(bytes)).rejects.toMatchObject({ code })
    }
  })

  it('ignores EXIF that cannot be read, for it is thrown away', async () => {
    const jpeg = await codec.encode(UPRIGHT, 'image/jpeg')
    for (const broken of ['', 'MM\0*', 'II*\0\xff\xff\xff\xff', 'MM\0*\0\0\0\x08\xff\xff', 'XX']) {
      const image = await draw(withSegments(jpeg, segment(0xe1, 'Exif\0\0', broken)))
      expect(nameQuarters(image)).toBe('rg/bw')
    }
  })

  it('takes bytes that change while it works as they were', async () => {
    const given = new Uint8Array(files['image/png'](1))
    const cleaning = clean(given)
    given.fill(0)
    expect((await cleaning).width).toBe(96)
  })

  it('strips what an encoder writes beside the pixels, and refuses one that draws something else', async () => {
    const chatty: ImageCodec = {
      ...codec,
      encode: async (image, mediaType) => phoneJpeg(await codec.encode(image, mediaType)),
    }
    const { bytes } = await cleanEvidence(files['image/jpeg'](1), { codec: chatty })
    expect(holds(bytes, CANARY)).toBe(false)
    expect((await inspectEvidence(bytes)).isClean).toBe(true)
    const wrong: ImageCodec = {
      ...codec,
      encode: (_, mediaType) => codec.encode(drawQuarters(8, 8), mediaType),
    }
    await expect(cleanEvidence(files['image/jpeg'](1), { codec: wrong })).rejects.toMatchObject({
      code: 'UNDECODABLE',
    })
  })

  it('says what a codec wrote that cannot write the format of the picture', async () => {
    const old: ImageCodec = { ...codec, encode: (image) => codec.encode(image, 'image/png') }
    const cleaned = await cleanEvidence(files['image/webp'](1), { codec: old })
    expect(cleaned.mediaType).toBe('image/png')
    expect((await inspectEvidence(cleaned.bytes)).mediaType).toBe('image/png')
  })

  it('says that a codec is missing where there is no canvas', async () => {
    await expect(cleanEvidence(files['image/png'](1))).rejects.toMatchObject({ code: 'CODEC_MISSING' })
  })

  it('refuses pixels that cannot be drawn', async () => {
    const filter = png({ width: 1, height: 1, packed: deflateSync(Uint8Array.of(9, 1, 2, 3, 4)) })
    await expect(clean(filter)).rejects.toMatchObject({ code: 'UNDECODABLE' })
  })
})
