// Takes the pictures of docs/screens: every page on phone and desktop, in both languages, from a demo that is filled
// with the stories. CINNABAR_CHROMIUM names a Chromium to use; one with Chinese fonts shows no boxes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkOrderPages } from '../apps/web/test/orders.browser.ts'
import { createClient, listOrders } from '../packages/sdk/src/index.ts'
import { startPlatformProcess } from '../packages/testing/src/index.ts'
import { runStory, STORIES } from '../scenarios/src/index.ts'

/** Stories that are left in the middle, the last one on top of the list: [name, steps]. */
const BEGINNINGS = [
  ['shop', 4],
  ['bait-and-switch', 3],
  ['shop', 3],
  ['daigou', 5],
]

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const directory = mkdtempSync(join(tmpdir(), 'cinnabar-screens-'))
const platform = await startPlatformProcess({ directory, port: 20_000 + (process.pid % 20_000) })
try {
  const story = (name) => STORIES.find((candidate) => candidate.name === name)
  for (const name of ['mark-up', 'shop', 'daigou']) await runStory(story(name), { url: platform.url })
  for (const [name, steps] of BEGINNINGS) await runStory(story(name), { url: platform.url, steps })
  const { value: order } = await listOrders(createClient({ url: platform.url })).next()
  const pages = await checkOrderPages({
    baseUrl: platform.url,
    orderId: order.id,
    screenshotDirectory: join(root, 'docs/screens'),
    executablePath: process.env.CINNABAR_CHROMIUM,
  })
  for (const { screenshot } of pages) console.log(screenshot)
} finally {
  await platform.stop()
  rmSync(directory, { recursive: true, force: true })
}
