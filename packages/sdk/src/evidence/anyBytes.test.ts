import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createNodeCodec } from '../../node/imageCodec.ts'
import {
  CANARY,
  drawQuarters,
  holds,
  join,
  phoneJpeg,
  PNG_SIGNATURE,
  richPng,
  richWebp,
} from '../../test/pictures.ts'
import { cleanEvidence } from './cleanEvidence.ts'
import type { ImageCodec } from './codec.ts'
import { inspectEvidence } from './inspectEvidence.ts'
import { EvidenceRefusedError } from './refusal.ts'

const IMAGE = drawQuarters(40, 24)
const MAX_MS = 2000

describe('any bytes', { timeout: 120_000 }, () => {
  let codec: ImageCodec
  let files: Uint8Array[]

  beforeAll(async () => {
    codec = await createNodeCodec()
    files = [
      phoneJpeg(await codec.encode(IMAGE, 'image/jpeg'), 6),
      richPng(IMAGE, 6),
      richWebp(await codec.encode(IMAGE, 'image/webp'), IMAGE, 6),
    ]
  })

  /** Cleans, and returns whether that was done or refused. Anything else fails the test. */
  const tryToClean = async (bytes: Uint8Array): Promise<'cleaned' | 'refused'> => {
    const started = performance.now()
    try {
      const cleaned = await cleanEvidence(bytes, { codec })
      expect(await inspectEvidence(cleaned.bytes)).toMatchObject({
        isClean: true,
        mediaType: cleaned.mediaType,
      })
      expect(holds(cleaned.bytes, CANARY)).toBe(false)
      return 'cleaned'
    } catch (error) {
      if (!(error instanceof EvidenceRefusedError)) throw error
      return 'refused'
    } finally {
      expect(performance.now() - started).toBeLessThan(MAX_MS)
    }
  }

  it('are refused or cleaned, with whatever they begin', async () => {
    const starts = fc.constantFrom<readonly (Uint8Array | string)[]>(
      [],
      [Uint8Array.of(0xff, 0xd8)],
      [Uint8Array.of(0xff, 0xd8, 0xff, 0xe1)],
      [PNG_SIGNATURE],
      [PNG_SIGNATURE, '\0\0\0\x0dIHDR'],
      ['RIFF\x40\0\0\0WEBP'],
      ['RIFF\x40\0\0\0WEBPVP8X'],
    )
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 400 }), async (start, rest) => {
        await tryToClean(join(...start, rest))
      }),
      { numRuns: 1500 },
    )
  })

  it('of a picture with one byte changed are refused or cleaned', async () => {
    const outcomes = { cleaned: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(), fc.integer({ min: 1, max: 255 }), async (file, at, flip) => {
        const bytes = Uint8Array.from(files[file]!)
        bytes[at % bytes.length]! ^= flip
        outcomes[await tryToClean(bytes)] += 1
      }),
      { numRuns: 600 },
    )
    expect(outcomes.cleaned).toBeGreaterThan(50)
    expect(outcomes.refused).toBeGreaterThan(50)
  })

  it('of a picture with bytes taken out, doubled or moved are refused or cleaned', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(), fc.nat(80), fc.nat(), async (file, from, length, to) => {
        const bytes = files[file]!
        const [cut, put] = [from % bytes.length, to % bytes.length]
        const piece = bytes.subarray(cut, cut + length)
        await tryToClean(join(bytes.subarray(0, cut), bytes.subarray(cut + length)))
        await tryToClean(join(bytes.subarray(0, put), piece, bytes.subarray(put)))
      }),
      { numRuns: 300 },
    )
  })
})
