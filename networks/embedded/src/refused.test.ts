import { keccak256 } from 'viem'
import { expect, it, onTestFinished } from 'vitest'
import { createTestAccount } from '../test/accounts.ts'
import { makeAnvil } from '../test/anvil.ts'
import { makeTestDirectory } from '../test/directory.ts'
import { startLedgerProcess } from '../test/ledgerProcess.ts'
import { listBlocks, sendAll } from '../test/rpc.ts'
import { createEmbeddedLedger } from './ledger.ts'

// A child whose blocks are smaller than we believe stands for every rule of it that we may not know.
async function open(directory: string) {
  const anvilPath = await makeAnvil({ blockGas: 1_000_000 })
  const ledger = await createEmbeddedLedger({ directory, port: 0, anvilPath })
  onTestFinished(() => ledger.close())
  return ledger
}

const hashesOf = async (url: string) => (await listBlocks(url)).flatMap((block) => block.transactions)

it('takes a block back when the child refuses one of its transactions, and keeps the others', async () => {
  const directory = await makeTestDirectory()
  const ledger = await open(directory)
  const good = createTestAccount(1, ledger.chainId)
  const bad = createTestAccount(2, ledger.chainId)
  const raws = [good.sign(), bad.sign({ gas: 1_000_001n }), good.sign()]
  const answers = await sendAll(ledger.url, raws)
  expect(answers[1]!.error).toMatchObject({ data: { code: 'NOT_EXECUTABLE', retryable: false } })
  const kept = [raws[0]!, raws[2]!].map((raw) => keccak256(raw))
  expect([answers[0]!.result, answers[2]!.result]).toEqual(kept)
  expect(await hashesOf(ledger.url)).toEqual(kept)
  const blocks = await listBlocks(ledger.url)
  await ledger.close()
  expect(await listBlocks((await open(directory)).url)).toEqual(blocks)
})

it('takes a block back when the child leaves out one of its transactions', async () => {
  const directory = await makeTestDirectory()
  const ledger = await open(directory)
  const accounts = [1, 2].map((seed) => createTestAccount(seed, ledger.chainId))
  const raws = accounts.map((account) => account.sign({ gas: 990_000n }))
  const answers = await sendAll(ledger.url, raws)
  expect(answers[0]!.result).toBe(keccak256(raws[0]!))
  expect(answers[1]!.error).toMatchObject({ data: { code: 'NOT_EXECUTABLE' } })
  expect(await hashesOf(ledger.url)).toEqual([answers[0]!.result])
  expect(ledger.health()).toMatchObject({ status: 'ready', capacity: { transactions: 1 } })
})

it('drops a last record that cannot be executed, since nobody heard of it', async () => {
  const directory = await makeTestDirectory()
  const anvilPath = await makeAnvil({ blockGas: 1_000_000 })
  const doomed = await startLedgerProcess({ directory, anvilPath, killAt: 'record.synced', killHeight: 2 })
  const account = createTestAccount(1, doomed.chainId)
  const [first] = await sendAll(doomed.url, [account.sign()])
  await sendAll(doomed.url, [account.sign({ gas: 1_000_001n })]).catch(() => [])
  expect(await doomed.ended).toBe('SIGKILL')
  const ledger = await open(directory)
  expect(await hashesOf(ledger.url)).toEqual([first!.result])
  const [again] = await sendAll(ledger.url, [account.sign({ nonce: 1 })])
  expect(again!.error).toBeUndefined()
})
