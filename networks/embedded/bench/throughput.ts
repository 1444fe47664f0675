import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedLedger, type EmbeddedLedger } from '../src/index.ts'
import type { Batching } from '../src/limits.ts'
import { createTestAccount } from '../test/accounts.ts'
import { send, sendAll } from '../test/rpc.ts'
import { type Measurement, print } from './measurement.ts'

const SENDERS = 100
const BATCHED = 20_000
const BATCH = 500
const SINGLE = 1_000
const ALONE = 100

/**
 * Plain transfers through the public endpoint, each durable when it is answered: in batches, in blocks of one, and
 * one after the other with nobody else there.
 */
export async function measureThroughput(): Promise<Measurement[]> {
  const batched = await withLedger(undefined, async (ledger) => {
    const raws = signTransfers(ledger.chainId, BATCHED)
    const started = performance.now()
    const batches = Array.from({ length: BATCHED / BATCH }, (_, i) => raws.slice(i * BATCH, (i + 1) * BATCH))
    // Two under way, as a relayer has: one is checked while the other is executed.
    const work = batches.values()
    const senders = [0, 1].map(async () => {
      for (const batch of work) await requireAll(sendAll(ledger.url, batch))
    })
    await Promise.all(senders)
    return { perSecond: BATCHED / ((performance.now() - started) / 1_000), blocks: ledger.head().height }
  })
  const single = await withLedger({ blockTransactions: 1, blockWaitMs: 0 }, async (ledger) => {
    const raws = signTransfers(ledger.chainId, SINGLE)
    const started = performance.now()
    for (let from = 0; from < SINGLE; from += 100)
      await requireAll(sendAll(ledger.url, raws.slice(from, from + 100)))
    return SINGLE / ((performance.now() - started) / 1_000)
  })
  const alone = await withLedger(undefined, async (ledger) => {
    const times: number[] = []
    for (const raw of signTransfers(ledger.chainId, ALONE)) {
      const started = performance.now()
      await requireAll(send(ledger.url, raw).then((answer) => [answer]))
      times.push(performance.now() - started)
    }
    return times.sort((a, b) => a - b)
  })
  return [
    {
      id: 'ledger.transfersPerSecond',
      value: batched.perSecond,
      unit: '/s',
      detail: { transfers: BATCHED, batch: BATCH, blocks: batched.blocks },
    },
    {
      id: 'ledger.singleBlocksPerSecond',
      value: single,
      unit: '/s',
      detail: { blocks: SINGLE },
    },
    {
      id: 'ledger.answerP50Ms',
      value: alone[ALONE / 2]!,
      unit: 'ms',
      detail: { transfers: ALONE, slowestMs: alone.at(-1)! },
    },
  ]
}

function signTransfers(chainId: number, count: number): string[] {
  const accounts = Array.from({ length: SENDERS }, (_, seed) => createTestAccount(seed, chainId))
  return Array.from({ length: count }, (_, i) => accounts[i % SENDERS]!.sign())
}

async function requireAll(answers: ReturnType<typeof sendAll>): Promise<void> {
  const refused = (await answers).find(({ error }) => error)
  if (refused) throw new Error(`A transfer was refused: ${refused.error?.message}`)
}

async function withLedger<T>(
  batching: Batching | undefined,
  measure: (ledger: EmbeddedLedger) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'cinnabar-bench-'))
  const ledger = await createEmbeddedLedger({ directory, port: 0, batching })
  try {
    return await measure(ledger)
  } finally {
    await ledger.close()
    await rm(directory, { recursive: true, force: true })
  }
}

if (import.meta.main) print(await measureThroughput())
