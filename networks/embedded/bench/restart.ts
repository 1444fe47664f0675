import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedLedger } from '../src/index.ts'
import type { Batching } from '../src/limits.ts'
import { createTestAccount } from '../test/accounts.ts'
import { startLedgerProcess } from '../test/ledgerProcess.ts'
import { sendAll } from '../test/rpc.ts'
import { type Measurement, print } from './measurement.ts'

const cases: { name: string; transactions: number; batching: Batching }[] = [
  {
    name: '50,000 transactions in 200 blocks',
    transactions: 50_000,
    batching: { blockTransactions: 250, blockWaitMs: 20 },
  },
  { name: '10,000 blocks of one', transactions: 10_000, batching: { blockTransactions: 1, blockWaitMs: 0 } },
]
const BATCH = 250
const SENDERS = 50

/**
 * Fills a ledger, kills its process with `kill -9` right after the last answer, and measures the time until a new
 * one answers again. Everything that was answered must be there.
 *
 * @returns The slower of the two cases, seconds.
 */
export async function measureRestart(): Promise<Measurement[]> {
  const found: { name: string; seconds: number; from: number; height: number }[] = []
  for (const { name, transactions, batching } of cases) {
    found.push({ name, ...(await measureCase(transactions, batching)) })
  }
  return [
    {
      id: 'restart.seconds',
      value: Math.max(...found.map(({ seconds }) => seconds)),
      unit: 's',
      detail: Object.fromEntries(found.map(({ name, ...measured }) => [name, measured])),
    },
  ]
}

async function measureCase(transactions: number, batching: Batching) {
  const directory = await mkdtemp(join(tmpdir(), 'cinnabar-bench-'))
  try {
    const filled = await startLedgerProcess({ directory, batching })
    const accounts = Array.from({ length: SENDERS }, (_, seed) => createTestAccount(seed, filled.chainId))
    for (let sent = 0; sent < transactions; sent += BATCH) {
      const raws = Array.from({ length: BATCH }, (_, i) => accounts[i % SENDERS]!.sign())
      const refused = (await sendAll(filled.url, raws)).find(({ error }) => error)
      if (refused) throw new Error(`A transaction was refused: ${refused.error?.message}`)
    }
    filled.kill('SIGKILL')
    await filled.ended

    let from = 0
    const logger = {
      info: (facts: object) => {
        if ('from' in facts) from = Number(facts.from)
      },
      warn() {},
      error() {},
    }
    const started = performance.now()
    const ledger = await createEmbeddedLedger({ directory, port: 0, logger })
    const seconds = (performance.now() - started) / 1_000
    const health = ledger.health()
    await ledger.close()
    if (health.capacity.transactions !== transactions)
      throw new Error(`${transactions} were answered, ${health.capacity.transactions} are there`)
    return { seconds, from, height: health.head.height }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

if (import.meta.main) print(await measureRestart())
