import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STORIES } from '@cinnabar/scenarios'
import { createClient, getHealth, listOrders } from '@cinnabar/sdk'
import {
  createCanaries,
  detailsOf,
  killProcessTree,
  listProcessTree,
  type PlatformProcess,
  scanPlatform,
  sourcesOf,
  startPlatformProcess,
} from '@cinnabar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkOrderPages } from '../../web/test/orders.browser.ts'
import { readLines, runCommand } from './command.ts'

const PORT = 21_000 + (process.pid % 20_000)

describe('the whole platform, as a person starts it', { timeout: 240_000 }, () => {
  let home: string
  let directory: string
  let platform: PlatformProcess
  const canaries = createCanaries()
  const started: PlatformProcess[] = []
  const start = async () => {
    const process = await startPlatformProcess({ directory, port: PORT, logLevel: 'debug' })
    started.push(process)
    return process
  }
  const command = (...args: string[]) => runCommand([...args, '--data', directory])

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cinnabar-platform-'))
    directory = join(home, 'data')
    platform = await start()
  }, 60_000)

  afterAll(async () => {
    await platform.stop()
    await rm(home, { recursive: true, force: true })
  })

  it('tells every story to the right balances', async () => {
    const details = join(home, 'details.json')
    await writeFile(details, JSON.stringify(detailsOf(canaries)))
    const { exitCode, stdout, stderr } = await command('scenario', '--json', '--details', details)
    expect(stderr).toBe('')
    const results = readLines(stdout)
    expect(results.map(({ story, passed }) => [story, passed])).toEqual(
      STORIES.map(({ name }) => [name, true]),
    )
    expect(exitCode).toBe(0)
  })

  it('shows the orders on the pages, on phone and desktop, in both languages', async () => {
    // Its orders are the latest, so that they stand on the first page of the list.
    expect((await command('scenario', 'daigou')).exitCode).toBe(0)
    const order = await findOrder('Earned')
    const pages = await checkOrderPages({
      baseUrl: platform.url,
      orderId: order,
      screenshotDirectory: join(directory, 'screens'),
    })
    expect(pages.length).toBeGreaterThanOrEqual(8)
    expect(pages.filter(({ overflow }) => overflow)).toEqual([])
  })

  it('lists and shows orders on the command line', async () => {
    const list = await command('order', 'list', '--state', 'settled', '--limit', '3', '--json')
    const orders = readLines(list.stdout)
    expect(orders).toHaveLength(3)
    const id = String(orders[0]!.id)
    const show = await command('order', 'show', id.slice(0, 12))
    expect(show.stdout).toContain(`Order ${id}`)
    expect(show.stdout).toContain('order.settled')
    expect((await command('order', 'show', '0xffffffffffff')).exitCode).toBe(1)
  })

  it('refuses a second start on the same data, and names the first', async () => {
    const second = await command('up', '--port', '0', '--ledger-port', '0')
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toContain(`process ${platform.pid}`)
    expect(second.stderr).toContain('--data')
  })

  it('says which port is in use, and the option that mends it', async () => {
    const other = await mkdtemp(join(tmpdir(), 'cinnabar-other-'))
    const { exitCode, stderr } = await runCommand(['up', '--port', String(PORT), '--data', other])
    await rm(other, { recursive: true, force: true })
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`Port ${PORT} is in use`)
    expect(stderr).toContain('--port')
  })

  it('loses nothing to kill -9 in the middle of a story, and derives the same rows', async () => {
    const story = command('scenario', 'mark-up')
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    const before = await countOrders()
    await platform.kill()
    await story
    platform = await start()
    expect(await countOrders()).toBeGreaterThanOrEqual(before)
    await platform.stop()
    const { stdout } = await command('rebuild', '--json')
    platform = await start()
    const [rebuilt] = readLines(stdout)
    expect(rebuilt).toMatchObject({ changed: false })
    expect(Number(rebuilt!.orders)).toBeGreaterThanOrEqual(before)
  })

  it('recovers by itself when the database is killed', async () => {
    const database = listProcessTree(platform.pid).filter((pid) => isPostgres(pid))
    expect(database.length).toBeGreaterThan(0)
    for (const pid of database) killProcessTree(pid)
    await expect.poll(isWell, { timeout: 60_000, interval: 250 }).toBe(true)
    const { exitCode } = await command('scenario', 'daigou', '--json')
    expect(exitCode).toBe(0)
  })

  it('leaves nothing anywhere of what the stories sealed', async () => {
    // Every order has a data key from when something is sealed in it until that is erased.
    const paths = await readdir(join(directory, 'vault-keys'), { recursive: true })
    const kept = STORIES.filter(({ steps }) => steps.every(({ act }) => act !== 'erase'))
    const orders = kept.flatMap((story) => Object.keys(story.orders))
    expect(paths.filter((path) => path.endsWith('.key')).length).toBeGreaterThanOrEqual(orders.length)
    const log = started.map((process) => process.printed()).join('\n')
    expect(await scanPlatform({ canaries, ...sourcesOf(platform), log })).toEqual([])
  })

  async function isWell(): Promise<boolean> {
    const health = await getHealth(createClient({ url: platform.url, retries: 0 })).catch(() => undefined)
    return health?.status === 'ok'
  }

  async function countOrders(): Promise<number> {
    let count = 0
    for await (const _ of listOrders(createClient({ url: platform.url }), { limit: 100 })) count += 1
    return count
  }

  async function findOrder(ending: string): Promise<`0x${string}`> {
    for await (const order of listOrders(createClient({ url: platform.url }))) {
      if (order.ending === ending) return order.id
    }
    throw new Error(`no order ended as ${ending}`)
  }
})

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}
