import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, getHealth } from '@cinnabar/sdk'
import {
  createCanaries,
  detailsOf,
  listProcessTree,
  scanPlatform,
  sourcesOf,
  startPlatformProcess,
} from '@cinnabar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLines, runCommand } from './command.ts'

const PORT = 41_500 + (process.pid % 15_000)
const UP = ['up', '--port', '0', '--ledger-port', '0', '--json']
const STOP_MS = 5_000

describe('what goes wrong on the whole platform', { timeout: 60_000 }, () => {
  const canaries = createCanaries()
  let home: string
  let directory: string
  const tell = (story: string) =>
    runCommand(['scenario', story, '--json', '--data', directory, '--details', join(home, 'details.json')])
  const journal = () => join(directory, 'ledger/journal')
  const start = (on = directory) => startPlatformProcess({ directory: on, port: PORT, demo: false })
  const refuse = async (on: string, environment: NodeJS.ProcessEnv = {}) => {
    const { exitCode, stdout } = await runCommand([...UP, '--data', on], environment)
    return { exitCode, ...readLines(stdout).at(-1) } as { exitCode: number; error: string; code: string }
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cinnabar-faults-'))
    directory = join(home, 'first')
    const platform = await start()
    await writeFile(join(home, 'details.json'), JSON.stringify(detailsOf(canaries)))
    const { exitCode } = await tell('mark-up')
    expect(exitCode).toBe(0)
    await platform.stop()
  })

  afterAll(() => rm(home, { recursive: true, force: true }))

  it('names the height of a damaged block, starts nothing, and starts when it is mended', async () => {
    const whole = await readFile(journal())
    const middle = Math.floor(whole.length / 2)
    await overwrite(journal(), middle, ~whole[middle]! & 0xff)
    const refused = await refuse(directory)
    expect(refused).toMatchObject({ exitCode: 1, code: 'JOURNAL_DAMAGED' })
    expect(refused.error).toMatch(/damaged at height \d+/)
    await overwrite(journal(), middle, whole[middle]!)
    await (await start()).stop()
    expect(await readFile(journal())).toEqual(whole)
  })

  it('starts without the last record when that was cut off', async () => {
    const { size } = await stat(journal())
    // The beginning of a record that nobody was told of.
    await writeFile(journal(), (await readFile(journal())).subarray(size - 7), { flag: 'a' })
    const platform = await start()
    expect((await getHealth(createClient({ url: platform.url }))).status).toBe('ok')
    await platform.stop()
    expect((await stat(journal())).size).toBe(size)
  })

  it('refuses the ledger of another directory, and one that is gone', async () => {
    const other = join(home, 'other')
    await (await start(other)).stop()
    await rm(join(other, 'ledger'), { recursive: true })
    await cp(join(directory, 'ledger'), join(other, 'ledger'), { recursive: true })
    const foreign = await refuse(other)
    expect(foreign).toMatchObject({ exitCode: 1, code: 'WRONG_LEDGER' })
    expect(foreign.error).toContain('deployment.json belongs to chain')
    await rm(join(other, 'ledger'), { recursive: true })
    expect(await refuse(other)).toMatchObject({ exitCode: 1, code: 'WRONG_LEDGER' })
  })

  it('says which database takes no connection, and keeps its password to itself', async () => {
    const refused = await refuse(join(home, 'database'), {
      DATABASE_URL: 'postgres://somebody:hidden@127.0.0.1:1/orders',
    })
    expect(refused).toMatchObject({ exitCode: 1, code: 'DATABASE_UNREACHABLE' })
    expect(refused.error).toContain('127.0.0.1:1/orders')
    expect(refused.error).toContain('DATABASE_URL')
    expect(refused.error).not.toContain('hidden')
  })

  it("says that the ledger's port is in use, and the option that mends it", async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const fresh = join(home, 'port')
    const { exitCode, stderr } = await runCommand(
      ['up', '--port', '0', '--ledger-port', String(port), '--data', fresh],
      {},
    )
    server.close()
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`Port ${port} is in use`)
    expect(stderr).toContain('--ledger-port')
    expect(existsSync(fresh)).toBe(false)
  })

  it('goes on by itself when only its ledger process is killed, and leaves nothing of what was sealed', async () => {
    const platform = await start()
    const isWell = async () =>
      (await getHealth(createClient({ url: platform.url, retries: 0 })).catch(() => undefined))?.status ===
      'ok'
    const anvil = listProcessTree(platform.pid).find((pid) => isAnvil(pid))!
    process.kill(anvil, 'SIGKILL')
    await expect.poll(() => isRunning(anvil)).toBe(false)
    await expect.poll(isWell, { timeout: 20_000, interval: 100 }).toBe(true)
    const { exitCode } = await tell('daigou')
    expect(exitCode).toBe(0)
    expect(await scanPlatform({ canaries, ...sourcesOf(platform) })).toEqual([])
    await platform.stop()
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('leaves no process after %s', async (signal) => {
    const platform = await start()
    const tree = listProcessTree(platform.pid)
    expect(tree.length).toBeGreaterThan(3)
    process.kill(platform.pid, signal)
    await expect
      .poll(() => tree.filter((pid) => isRunning(pid)), { timeout: STOP_MS, interval: 50 })
      .toEqual([])
    expect(existsSync(join(directory, 'running.json'))).toBe(signal === 'SIGKILL')
  })

  it('stops with the older Node that started it', async () => {
    // What that one is to it: a parent with a channel, which closes when the parent is killed.
    const command = join(import.meta.dirname, '../bin/cinnabar.mjs')
    const child = spawn(process.execPath, [command, ...UP, '--data', directory], {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    })
    await once(child.stdout!, 'data')
    const tree = listProcessTree(child.pid!)
    child.disconnect()
    const [exitCode] = await once(child, 'exit')
    expect(exitCode).toBe(0)
    expect(tree.filter((pid) => isRunning(pid))).toEqual([])
  })

  it('makes no ledger where a rebuild finds none', async () => {
    const empty = join(home, 'empty')
    const { exitCode, stderr } = await runCommand(['rebuild', '--data', empty])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('no ledger')
    expect(existsSync(empty)).toBe(false)
  })

  it('names an option or a story that is wrong, and ends with 2', async () => {
    const wrong = [
      ['order', 'list', '--limit', 'many'],
      ['order', 'list', '--account', '0x12'],
      ['up', '--log', 'loud'],
      ['up', '--port', '70000'],
      ['scenario', 'nobodys'],
      ['scenario', 'shop', '--details', journal()],
    ]
    const results = await Promise.all(wrong.map((args) => runCommand([...args, '--data', directory])))
    expect(results.map(({ exitCode }) => exitCode)).toEqual(wrong.map(() => 2))
    for (const [index, { stderr }] of results.entries()) {
      const named = wrong[index]!.findLast((arg) => arg.startsWith('--')) ?? 'nobodys'
      expect(stderr).toContain(named)
    }
  })

  it('says how to start a service when none answers', async () => {
    const { exitCode, stderr } = await runCommand(['order', 'list', '--url', 'http://127.0.0.1:1'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('http://127.0.0.1:1')
    expect(stderr).toContain('npm start')
  })
})

async function overwrite(path: string, position: number, byte: number): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(Uint8Array.of(byte), 0, 1, position)
  await file.close()
}

/** The ledger's process itself, not the shell that watches over it. */
function isAnvil(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]!.endsWith('/anvil')
}

/** A zombie has ended: only its parent has not looked yet. */
function isRunning(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2)[0] !== 'Z'
  } catch {
    return false
  }
}
