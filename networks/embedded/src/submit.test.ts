import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keccak256, type TransactionSerializable } from 'viem'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createTestAccount, type TestAccount } from '../test/accounts.ts'
import { makeTestDirectory } from '../test/directory.ts'
import { ask, call, listBlocks, post, send, sendAll } from '../test/rpc.ts'
import { openFile } from './files.ts'
import { createEmbeddedLedger, type EmbeddedLedger } from './ledger.ts'
import { HOLD_MS } from './waiting.ts'

let ledger: EmbeddedLedger
let seed = 0
let account: TestAccount
beforeAll(async () => {
  ledger = await createEmbeddedLedger({ port: 0, ephemeral: true })
})
afterAll(() => ledger.close())

function nextAccount() {
  account = createTestAccount(++seed, ledger.chainId)
  return account
}

describe('a transaction that is refused', () => {
  it.each<[string, Partial<TransactionSerializable>, string]>([
    ['is for another chain', { chainId: 1 }, 'WRONG_CHAIN'],
    ['has a nonce that was used', { nonce: 0 }, 'NONCE_TOO_LOW'],
    ['has a nonce with a gap before it', { nonce: 5 }, 'NONCE_TOO_HIGH'],
    ['has more gas than may be used', { nonce: 1, gas: 300_000_001n }, 'GAS_TOO_HIGH'],
    ['is too large', { nonce: 1, gas: 29_000_000n, data: `0x${'ab'.repeat(131_072)}` }, 'TOO_LARGE'],
    ['offers a fee that nobody can have', { nonce: 1, maxFeePerGas: 1n }, 'FUNDS'],
  ])('since it %s says so and records nothing', async (_, changes, code) => {
    await call(ledger.url, 'eth_sendRawTransaction', nextAccount().sign())
    const before = ledger.health()
    const raw = account.sign({ data: '0x01', gas: 50_000n, ...changes } as Partial<TransactionSerializable>)
    const { error } = await send(ledger.url, raw)
    expect(error).toMatchObject({ code: -32_000, data: { code } })
    expect(ledger.health()).toEqual(before)
    expect(await call(ledger.url, 'eth_getTransactionByHash', keccak256(raw))).toBeNull()
  })

  it('since its signature is none says so and records nothing', async () => {
    const raw = nextAccount().sign()
    const before = ledger.health()
    const { error } = await send(ledger.url, `${raw.slice(0, -64)}${'f'.repeat(64)}`)
    expect(error).toMatchObject({ data: { code: 'BAD_SIGNATURE', retryable: false } })
    expect(ledger.health()).toEqual(before)
  })

  it('since another took its nonce leaves the first alone', async () => {
    const first = nextAccount().sign()
    const second = account.sign({ nonce: 0, data: '0x01', gas: 50_000n })
    const [one, two] = await sendAll(ledger.url, [first, second])
    expect(one!.result).toBe(keccak256(first))
    expect(two!.error).toMatchObject({ data: { code: 'REPLACEMENT' } })
  })
})

it('takes as little gas as the execution needs, and refuses one less', async () => {
  const changes = {
    data: '0x00ff00ff',
    to: null,
    gas: 53_000n + 8n + 20n + 2n,
  } as Partial<TransactionSerializable>
  nextAccount()
  const exact = BigInt(53_000) + 4n * 10n + 2n
  expect(
    (await send(ledger.url, account.sign({ ...changes, gas: exact - 1n, nonce: 0 } as never))).error,
  ).toMatchObject({ data: { code: 'GAS_TOO_LOW' } })
  const { result } = await send(ledger.url, account.sign({ ...changes, gas: exact, nonce: 0 } as never))
  const receipt = await call<{ gasUsed: string }>(ledger.url, 'eth_getTransactionReceipt', result)
  expect(BigInt(receipt.gasUsed)).toBe(exact)
})

it('answers the same transaction again with its hash and executes it once', async () => {
  const raw = nextAccount().sign()
  const [one, two] = await sendAll(ledger.url, [raw, raw])
  const three = await send(ledger.url, raw)
  expect([one!.result, two!.result, three.result]).toEqual(Array(3).fill(keccak256(raw)))
  const hashes = (await listBlocks(ledger.url)).flatMap((block) => block.transactions)
  expect(hashes.filter((hash) => hash === keccak256(raw))).toHaveLength(1)
})

it('holds a transaction that comes before the one it follows', async () => {
  const [first, second, third] = [nextAccount().sign(), account.sign(), account.sign()]
  const answers = await sendAll(ledger.url, [third, second, first])
  expect(answers.map(({ result }) => result)).toEqual([third, second, first].map((raw) => keccak256(raw)))
})

it('refuses what it held in vain after a short time', async () => {
  nextAccount().sign()
  const started = Date.now()
  const { error } = await send(ledger.url, account.sign())
  expect(error).toMatchObject({ data: { code: 'NONCE_TOO_HIGH', retryable: true } })
  expect(Date.now() - started).toBeLessThan(HOLD_MS + 3_000)
})

it('counts what waits when it is asked for the pending nonce', async () => {
  const raws = [nextAccount().sign(), account.sign()]
  const batch = [
    ...raws.map((raw, id) => ({ jsonrpc: '2.0', id, method: 'eth_sendRawTransaction', params: [raw] })),
  ]
  const sending = post<object[]>(ledger.url, batch)
  await vi.waitFor(async () => {
    expect(await call(ledger.url, 'eth_getTransactionCount', account.address, 'pending')).toBe('0x2')
  })
  await sending
  expect(await call(ledger.url, 'eth_getTransactionCount', account.address, 'latest')).toBe('0x2')
})

it('closes a block at 250 transactions', async () => {
  const before = ledger.head().height
  nextAccount()
  await sendAll(
    ledger.url,
    Array.from({ length: 600 }, () => account.sign()),
  )
  const blocks = (await listBlocks(ledger.url)).slice(before + 1)
  expect(blocks.slice(0, 2).map((block) => block.transactions.length)).toEqual([250, 250])
})

it('takes nothing while the disk is full, goes on reading, and goes on when there is space', async () => {
  const directory = await makeTestDirectory()
  let isFull = false
  const full = await createEmbeddedLedger({
    directory,
    port: 0,
    openFile: async (path, options) => {
      const file = await openFile(path, options)
      const { datasync } = file
      return Object.assign(file, {
        async datasync() {
          if (isFull) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
          return datasync.call(file)
        },
      })
    },
  })
  onTestFinished(() => full.close())
  const own = createTestAccount(1, full.chainId)
  await send(full.url, own.sign())
  const before = full.head()
  const journal = await readFile(join(directory, 'journal'))
  isFull = true
  const raw = own.sign()
  const { error } = await send(full.url, raw)
  expect(error).toMatchObject({ data: { code: 'LEDGER_STOPPED', retryable: true } })
  expect(error!.message).toContain('disk of the ledger is full')
  expect(await readFile(join(directory, 'journal'))).toEqual(journal)
  expect(full.health()).toMatchObject({ status: 'stopped', head: before })
  expect(await call(full.url, 'eth_blockNumber')).toBe('0x1')
  expect((await ask(full.url, 'eth_sendRawTransaction', raw)).error).toMatchObject({
    data: { code: 'LEDGER_STOPPED' },
  })
  isFull = false
  await vi.waitFor(() => expect(full.health().status).toBe('ready'), 5_000)
  expect((await send(full.url, raw)).result).toBe(keccak256(raw))
})
