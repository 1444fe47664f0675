import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keccak256 } from 'viem'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createTestAccount } from '../test/accounts.ts'
import { makeTestDirectory } from '../test/directory.ts'
import { startLedgerProcess } from '../test/ledgerProcess.ts'
import { listProcesses } from '../test/processes.ts'
import { listBlocks, send, sendAll } from '../test/rpc.ts'
import { createEmbeddedLedger } from './ledger.ts'
import type { FaultPoint } from './sequencer.ts'

const points: FaultPoint[] = [
  'block.closed',
  'record.written',
  'record.synced',
  'half.submitted',
  'submitted',
  'mined',
  'compared',
  'answered',
]

async function open(directory: string) {
  const ledger = await createEmbeddedLedger({ directory, port: 0 })
  onTestFinished(() => ledger.close())
  return ledger
}

it.each(points)(
  'loses nothing that was answered and does nothing twice when killed at %s',
  async (killAt) => {
    const directory = await makeTestDirectory()
    const doomed = await startLedgerProcess({ directory, killAt, killHeight: 3 })
    const accounts = [1, 2].map((seed) => createTestAccount(seed, doomed.chainId))
    const makeBlock = () => Array.from({ length: 6 }, (_, i) => accounts[i % 2]!.sign())
    const answered: string[] = []
    const sent: string[] = []
    for (let block = 0; block < 3; block++) {
      const raws = makeBlock()
      sent.push(...raws)
      const answers = await sendAll(doomed.url, raws).catch(() => [])
      answered.push(...answers.map(({ result }) => result as string))
    }
    expect(await doomed.ended).toBe('SIGKILL')
    expect(answered.length).toBeGreaterThanOrEqual(12)
    // Nobody is left holding the old chain.
    await vi.waitFor(async () => expect(await listProcesses(directory)).toEqual([]), 5_000)

    const ledger = await open(directory)
    const hashes = async () => (await listBlocks(ledger.url)).flatMap((block) => block.transactions)
    expect(await hashes()).toEqual(expect.arrayContaining(answered))
    // Who heard no answer sends again, and everything is there once.
    const again = await sendAll(ledger.url, sent)
    expect(again.map(({ result }) => result)).toEqual(sent.map((raw) => keccak256(raw as `0x${string}`)))
    const all = await hashes()
    expect(all).toHaveLength(18)
    expect(new Set(all)).toEqual(new Set(sent.map((raw) => keccak256(raw as `0x${string}`))))
    const blocks = await listBlocks(ledger.url)
    await ledger.close()

    await rm(join(directory, 'snapshots'), { recursive: true, force: true })
    const clean = await open(directory)
    expect(await listBlocks(clean.url)).toEqual(blocks)
  },
)

it('names the process that has the directory, and lets the next one in as soon as it is killed', async () => {
  const directory = await makeTestDirectory()
  const first = await startLedgerProcess({ directory })
  const second = await startLedgerProcess({ directory })
  expect(second).toMatchObject({
    code: 'DIRECTORY_LOCKED',
    message: expect.stringContaining(`pid ${first.pid}`),
  })
  first.kill('SIGKILL')
  await first.ended
  await open(directory)
})

it('stops taking transactions when files may not grow, and starts again where they may', async () => {
  const directory = await makeTestDirectory()
  const limited = await startLedgerProcess({ directory, fileBlocks: 16 })
  const account = createTestAccount(1, limited.chainId)
  const answered: string[] = []
  let refusal: string | undefined
  while (!refusal) {
    const raw = account.sign({ data: `0x${'ab'.repeat(1_000)}`, gas: 100_000n })
    const { result, error } = await send(limited.url, raw)
    if (result) answered.push(result as string)
    refusal = error?.message
  }
  expect(refusal).toContain('disk of the ledger is full')
  expect(answered.length).toBeGreaterThan(3)
  const blocks = await listBlocks(limited.url)
  limited.kill('SIGKILL')
  await limited.ended
  const ledger = await open(directory)
  expect(await listBlocks(ledger.url)).toEqual(blocks)
  expect(blocks.flatMap((block) => block.transactions)).toEqual(answered)
})
