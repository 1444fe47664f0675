import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import chromiumForServers from '@sparticuz/chromium'
import { chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { watchPage } from './watchPage.ts'

const SDK = fileURLToPath(import.meta.resolve('@cinnabar/sdk'))
/** As strict as that of the service: no script but our own, no WebAssembly, nothing from blobs. */
const POLICY = "default-src 'none'; script-src 'self'"

/** A page in a real browser that has loaded the SDK as `globalThis.sdk`. */
export type SdkPage = {
  readonly page: Page
  /** What the page complains about; grows as it happens. */
  readonly problems: readonly string[]
  /** Paths that were asked for, but that of the icon. */
  readonly loaded: readonly string[]
  close(): Promise<void>
}

/**
 * Serves the SDK at localhost, where browsers allow what else needs TLS, and opens it.
 *
 * @param names - Functions of the SDK that the page calls; nothing else is bundled.
 */
export async function openSdkPage(names: readonly string[]): Promise<SdkPage> {
  const script = await bundle(names.join())
  const loaded: string[] = []
  const server = createServer((request, response) => {
    const isScript = request.url === '/sdk.js'
    response.setHeader('Content-Security-Policy', POLICY)
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    if (request.url === '/favicon.ico') response.statusCode = 204
    else loaded.push(request.url!)
    response.end(
      isScript ? script : '<!doctype html><title>SDK</title><script type=module src=/sdk.js></script>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({
    executablePath: await chromiumForServers.executablePath(),
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage()
  const problems = await watchPage(page)
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'sdk' in globalThis)
  return {
    page,
    problems,
    loaded,
    async close() {
      await browser.close()
      server.close()
    },
  }
}

async function bundle(names: string): Promise<string> {
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
            ? `import { ${names} } from ${JSON.stringify(SDK)}\nglobalThis.sdk = { ${names} }`
            : undefined,
      },
    ],
    build: { write: false, target: 'es2023', rollupOptions: { input: entry } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('nothing was built')
  return output.output[0].code
}
