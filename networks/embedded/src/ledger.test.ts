import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createTestAccount } from '../test/accounts.ts'
import { makeAnvil } from '../test/anvil.ts'
import { makeTestDirectory } from '../test/directory.ts'
import { listProcesses } from '../test/processes.ts'
import { call, listBlocks, send, sendAll } from '../test/rpc.ts'
import { createEmbeddedLedger, type EmbeddedLedgerOptions } from './ledger.ts'

async function open(options: Omit<EmbeddedLedgerOptions, 'port'>) {
  const ledger = await createEmbeddedLedger({ port: 0, ...options })
  onTestFinished(() => ledger.close())
  return ledger
}

/** Makes a ledger of several blocks of transfers. */
async function makeLedger(options: Partial<EmbeddedLedgerOptions> = {}) {
  const directory = await makeTestDirectory()
  const ledger = await open({ directory, ...options })
  const accounts = [1, 2, 3].map((seed) => createTestAccount(seed, ledger.chainId))
  for (let block = 0; block < 4; block++) {
    await sendAll(
      ledger.url,
      Array.from({ length: 6 }, (_, i) => accounts[i % 3]!.sign()),
    )
  }
  return { directory, ledger, accounts }
}

it('gives equal blocks when the journal is replayed', async () => {
  const { directory, ledger } = await makeLedger()
  const blocks = await listBlocks(ledger.url)
  expect(blocks.length).toBeGreaterThan(4)
  await ledger.close()
  const again = await open({ directory })
  expect(await listBlocks(again.url)).toEqual(blocks)
  expect(again).toMatchObject({ chainId: ledger.chainId, genesisHash: ledger.genesisHash })
  expect(again.head()).toEqual(ledger.head())
})

it('keeps the order in which transactions came', async () => {
  const { ledger, accounts } = await makeLedger()
  const raws = Array.from({ length: 250 }, (_, i) => accounts[i % 2]!.sign())
  const answers = await sendAll(ledger.url, raws)
  const blocks = await listBlocks(ledger.url)
  expect(blocks.flatMap((block) => block.transactions).slice(-250)).toEqual(
    answers.map(({ result }) => result),
  )
})

it('makes a snapshot when nothing happens, begins with it, and sets aside one that lies', async () => {
  const directory = await makeTestDirectory()
  const snapshots = join(directory, 'snapshots')
  const ledger = await open({ directory })
  const account = createTestAccount(1, ledger.chainId)
  for (let block = 0; block < 2; block++) {
    // Enough work that replaying it is worth a snapshot on a fast machine too.
    for (let batch = 0; batch < 4; batch++) {
      await sendAll(
        ledger.url,
        Array.from({ length: 800 }, () => account.sign()),
      )
    }
    // A slow machine makes one under way too; what counts is the one of the head.
    const head = `${ledger.head().height}-`
    await vi.waitFor(
      async () => expect((await readdir(snapshots)).some((name) => name.startsWith(`${head}0x`))).toBe(true),
      30_000,
    )
  }
  const blocks = await listBlocks(ledger.url)
  await ledger.close()
  const said: string[] = []
  const logger = {
    info: (facts: object, message: string) => void said.push(`${message} ${JSON.stringify(facts)}`),
    warn: (facts: object, message: string) => void said.push(`${message} ${JSON.stringify(facts)}`),
    error() {},
  }
  const heights = async () =>
    (await readdir(snapshots)).map((name) => Number(name.split('-')[0])).sort((a, b) => a - b)
  const [older, newest] = await heights()
  const reopen = async () => {
    said.length = 0
    const again = await createEmbeddedLedger({ directory, port: 0, logger })
    expect(await listBlocks(again.url)).toEqual(blocks)
    await again.close()
  }

  await reopen()
  expect(said.at(-1)).toContain(`"from":${newest}`)

  // Bytes turned: the older one is taken.
  const names = (await readdir(snapshots)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const bytes = await readFile(join(snapshots, names[1]!))
  bytes[bytes.length >> 1]! ^= 1
  await writeFile(join(snapshots, names[1]!), bytes)
  await reopen()
  expect(said.join()).toContain('snapshot set aside')
  expect(said.at(-1)).toContain(`"from":${older}`)

  // A state that says it is of another block: genesis is taken.
  await rename(join(snapshots, names[0]!), join(snapshots, `${blocks.length - 1}-${blocks.at(-1)!.hash}`))
  await reopen()
  expect(said.at(-1)).toContain('"from":0')
})

it('names the height when the journal holds a block that gives another hash', async () => {
  const { directory, ledger } = await makeLedger()
  await ledger.close()
  const { createJournal } = await import('./journal.ts')
  const path = join(directory, 'journal')
  const journal = await createJournal({ path, chainId: ledger.chainId, create: false })
  const records = await Promise.all([1, 2, 3].map((height) => journal.getRecord(height)))
  await journal.close()
  await rm(path)
  const forged = await createJournal({ path, chainId: ledger.chainId, create: true })
  records[1]!.timestamp += 1
  for (const record of records) await forged.append(record)
  await forged.close()
  await expect(open({ directory })).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED', height: 2 })
})

it('refuses a second process in a clear sentence', async () => {
  const { directory } = await makeLedger()
  await expect(open({ directory })).rejects.toMatchObject({
    code: 'DIRECTORY_LOCKED',
    message: expect.stringMatching(new RegExp(`already open in another process \\(pid ${process.pid}\\)`)),
  })
})

it('does not start on a journal without its pin, nor on a pin without its journal', async () => {
  const { directory, ledger } = await makeLedger()
  await ledger.close()
  await rename(join(directory, 'ledger.json'), join(directory, 'ledger.json.away'))
  await expect(open({ directory })).rejects.toMatchObject({ code: 'LEDGER_PIN_INVALID' })
  await rename(join(directory, 'ledger.json.away'), join(directory, 'ledger.json'))
  await rm(join(directory, 'journal'))
  await expect(open({ directory })).rejects.toMatchObject({ code: 'LEDGER_PIN_INVALID' })
})

it('moves the demo clock by the journal alone, so that a restart keeps it', async () => {
  let wall = 1_800_000_000
  const { directory, ledger } = await makeLedger({ demo: true, now: () => wall })
  expect(ledger.head().timestamp).toBe(wall)
  const moved = await ledger.advanceClock(86_400)
  expect(moved.timestamp).toBe(wall + 86_400)
  await ledger.close()
  wall += 10
  const again = await open({ directory, now: () => wall })
  expect(again.head()).toEqual(moved)
  await send(again.url, createTestAccount(9, again.chainId).sign())
  expect(again.head().timestamp).toBe(wall + 86_400)
  await expect(again.advanceClock(1)).rejects.toMatchObject({ code: 'CLOCK_NOT_MOVABLE' })
})

it('never lets the clock go back, and gives blocks of one second the same timestamp', async () => {
  let wall = 1_800_000_000
  const { ledger, accounts } = await makeLedger({ now: () => wall })
  wall -= 600
  await send(ledger.url, accounts[0]!.sign())
  expect(ledger.head().timestamp).toBe(1_800_000_000)
  expect(new Set((await listBlocks(ledger.url)).slice(1).map((block) => block.timestamp)).size).toBe(1)
})

it('shows calls and the pending block the clock of the next block', async () => {
  let wall = 1_800_000_000
  const { ledger } = await makeLedger({ now: () => wall })
  wall += 500
  // TIMESTAMP, MSTORE, RETURN
  const timestamp = await call<string>(ledger.url, 'eth_call', { data: '0x4260005260206000f3' })
  expect(Number(timestamp)).toBe(wall)
  const pending = await call<{ timestamp: string; number: string }>(
    ledger.url,
    'eth_getBlockByNumber',
    'pending',
    false,
  )
  expect(Number(pending.timestamp)).toBe(wall)
  expect(Number(pending.number)).toBe(ledger.head().height + 1)
})

it('starts a child that died anew by replay, and loses nothing', async () => {
  const { directory, ledger, accounts } = await makeLedger()
  const blocks = await listBlocks(ledger.url)
  const [child] = (await listProcesses(join(directory, 'child'))) as [number]
  process.kill(child, 'SIGKILL')
  const answer = await send(ledger.url, accounts[0]!.sign())
  expect(answer.error).toBeUndefined()
  await vi.waitFor(
    async () => expect((await listBlocks(ledger.url)).slice(0, blocks.length)).toEqual(blocks),
    10_000,
  )
  expect(ledger.health()).toMatchObject({ status: 'ready', reason: undefined })
})

it('replays everything with a new anvil, and starts when every hash agrees', async () => {
  const { directory, ledger } = await makeLedger()
  const blocks = await listBlocks(ledger.url)
  await ledger.close()
  const again = await open({ directory, anvilPath: await makeAnvil({ version: '9.9.9' }) })
  expect(await listBlocks(again.url)).toEqual(blocks)
  expect(JSON.parse(await readFile(join(directory, 'ledger.json'), 'utf8'))).toMatchObject({
    anvilVersion: '9.9.9',
  })
})

it('does not start with an anvil that gives other blocks, and leaves the directory as it is', async () => {
  const { directory, ledger } = await makeLedger()
  await ledger.close()
  const before = await readFile(join(directory, 'ledger.json'), 'utf8')
  const anvilPath = await makeAnvil({ version: '9.9.9', blockGas: 300_000_001 })
  await expect(open({ directory, anvilPath })).rejects.toMatchObject({ code: 'ANVIL_VERSION' })
  expect(await readFile(join(directory, 'ledger.json'), 'utf8')).toBe(before)
  const again = await open({ directory })
  expect(again.head()).toEqual(ledger.head())
})

it('is ephemeral on chain 31337, and leaves nothing behind', async () => {
  const ledger = await open({ ephemeral: true })
  expect(ledger.chainId).toBe(31_337)
  await send(ledger.url, createTestAccount(1, 31_337).sign())
  expect(ledger.head().height).toBe(1)
})
