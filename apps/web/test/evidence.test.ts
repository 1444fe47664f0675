import { createHash } from 'node:crypto'
import { cleanEvidence, inspectEvidence, type CleanedEvidence } from '@cinnabar/sdk'
import { createNodeCodec } from '@cinnabar/sdk/node'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CANARY,
  drawQuarters,
  holds,
  nameQuarters,
  phoneJpeg,
  richPng,
  richWebp,
} from '../../../packages/sdk/test/pictures.ts'
import { openSdkPage, type SdkPage } from './openSdkPage.ts'

const IMAGE = drawQuarters(96, 64)
/** Turned by a quarter, as a phone that was held upright. */
const ORIENTATION = 6

type CleanedInPage = Omit<CleanedEvidence, 'bytes'> & { readonly bytes: readonly number[] }

describe('cleaning evidence in a browser', { timeout: 120_000 }, () => {
  let opened: SdkPage
  let page: Page

  beforeAll(async () => {
    opened = await openSdkPage(['cleanEvidence'])
    page = opened.page
  }, 120_000)
  afterAll(() => opened?.close())

  /** Cleans in the page, without any codec but the browser's own. */
  const clean = async (bytes: Uint8Array) => {
    const cleaned = await page.evaluate(
      async (given): Promise<CleanedInPage> => {
        const { sdk } = globalThis as unknown as { sdk: typeof import('@cinnabar/sdk') }
        const { bytes, ...rest } = await sdk.cleanEvidence(Uint8Array.from(given))
        return { ...rest, bytes: [...bytes] }
      },
      [...bytes],
    )
    return { ...cleaned, bytes: Uint8Array.from(cleaned.bytes) }
  }

  it('leaves nothing but the picture, upright, under a strict policy', async () => {
    const codec = await createNodeCodec()
    const files = {
      'image/jpeg': phoneJpeg(await codec.encode(IMAGE, 'image/jpeg'), ORIENTATION),
      'image/png': richPng(IMAGE, ORIENTATION),
      'image/webp': richWebp(await codec.encode(IMAGE, 'image/webp'), IMAGE, ORIENTATION),
    } as const
    for (const [mediaType, given] of Object.entries(files)) {
      expect(holds(given, CANARY)).toBe(true)
      const { bytes, ...cleaned } = await clean(given)
      expect(cleaned).toEqual({ mediaType, width: 64, height: 96 })
      expect(holds(bytes, CANARY)).toBe(false)
      expect(await inspectEvidence(bytes)).toEqual({ ...cleaned, isClean: true })
      const drawn = await codec.decode(bytes, cleaned.mediaType)
      expect([mediaType, nameQuarters(drawn)]).toEqual([mediaType, 'br/wg'])
      const hash = (file: Uint8Array) => createHash('sha256').update(file).digest('hex')
      expect(hash((await clean(given)).bytes)).toBe(hash(bytes))
      // What a page cleaned, a back end can clean again.
      expect((await cleanEvidence(bytes, { codec })).width).toBe(64)
    }
    const png = await clean(richPng(IMAGE))
    expect((await codec.decode(png.bytes, 'image/png')).rgba).toEqual(IMAGE.rgba)
    expect(opened.problems).toEqual([])
    expect(opened.loaded).toEqual(['/', '/sdk.js'])
  })

  it('refuses a bomb, a truncated file and what cannot be drawn with the code that Node says', async () => {
    const refusal = (bytes: Uint8Array) =>
      clean(bytes).then(
        () => 'cleaned',
        (error: Error) => error.message,
      )
    const whole = richPng(IMAGE)
    expect(await refusal(whole.subarray(0, -20))).toContain('The file ends before the picture does.')
    expect(await refusal(Uint8Array.from([...whole, 0]))).toContain('1 bytes follow the end')
    const jpeg = phoneJpeg(await (await createNodeCodec()).encode(IMAGE, 'image/jpeg'))
    const tables = Buffer.from(jpeg).indexOf(Uint8Array.of(0xff, 0xc4))
    const broken = Uint8Array.from(jpeg)
    broken.fill(0xfe, tables + 5, tables + 20)
    expect(await refusal(broken)).toContain('The picture cannot be drawn.')
  })

  it('refuses to clean where the browser changes what is drawn', async () => {
    const restore = await page.evaluateHandle(() => {
      const { prototype } = OffscreenCanvasRenderingContext2D
      const original = prototype.getImageData
      prototype.getImageData = function (...area: Parameters<typeof original>) {
        const image = original.apply(this, area)
        image.data[40]! ^= 1
        return image
      }
      return () => void Object.assign(prototype, { getImageData: original })
    })
    await expect(clean(richPng(IMAGE))).rejects.toThrow('allow this page to read canvases')
    await page.evaluate((undo) => undo(), restore)
    expect((await clean(richPng(IMAGE))).width).toBe(96)
  })
})
