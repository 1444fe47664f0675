import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import chromiumForServers from '@sparticuz/chromium'
import { cleanEvidence, inspectEvidence, type CleanedEvidence } from '@cinnabar/sdk'
import { createNodeCodec } from '@cinnabar/sdk/node'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import {
  CANARY,
  drawQuarters,
  holds,
  nameQuarters,
  phoneJpeg,
  richPng,
  richWebp,
} from '../../../packages/sdk/test/pictures.ts'
import { watchPage } from './watchPage.ts'

const SDK = fileURLToPath(import.meta.resolve('@cinnabar/sdk'))
/** As strict as that of the service: no script but our own, no WebAssembly, nothing from blobs. */
const POLICY = "default-src 'none'; script-src 'self'"
const IMAGE = drawQuarters(96, 64)
/** Turned by a quarter, as a phone that was held upright. */
const ORIENTATION = 6

type CleanedInPage = Omit<CleanedEvidence, 'bytes'> & { readonly bytes: readonly number[] }

describe('cleaning evidence in a browser', { timeout: 120_000 }, () => {
  let server: Server
  let browser: Browser
  let page: Page
  let problems: string[]
  const loaded: string[] = []

  beforeAll(async () => {
    const script = await bundle()
    server = createServer((request, response) => {
      const isScript = request.url === '/sdk.js'
      response.setHeader('Content-Security-Policy', POLICY)
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
      if (request.url === '/favicon.ico') response.statusCode = 204
      response.end(
        isScript ? script : '<!doctype html><title>Evidence</title><script type=module src=/sdk.js></script>',
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    browser = await chromium.launch({
      executablePath: await chromiumForServers.executablePath(),
      args: ['--no-sandbox'],
    })
    page = await browser.newPage()
    problems = await watchPage(page)
    page.on('request', (request) => void loaded.push(new URL(request.url()).pathname))
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => 'sdk' in globalThis)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

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
    expect(problems).toEqual([])
    expect(loaded.filter((path) => path !== '/favicon.ico')).toEqual(['/', '/sdk.js'])
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

/** The SDK as a page loads it, put where a test can call it. */
async function bundle(): Promise<string> {
  const entry = 'virtual:page'
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? `import { cleanEvidence } from ${JSON.stringify(SDK)}\nglobalThis.sdk = { cleanEvidence }`
            : undefined,
      },
    ],
    build: { write: false, target: 'es2023', rollupOptions: { input: entry } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('nothing was built')
  return output.output[0].code
}
