import { createEmbeddedLedger, type EmbeddedLedger } from '@cinnabar/network-embedded'
import { type Hex, keccak256 } from '@cinnabar/protocol'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { testUsdcBytecode } from '@cinnabar/protocol/generated/testUsdcBytecode'
import { encodeFunctionData, type TransactionSerializableEIP1559 } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClientProfile, createLedgerClient, type LedgerClient } from './client.ts'
import { CREATE2_DEPLOYER, deployContracts, getContractAddress } from './deploy.ts'
import type { RawObject } from './formats.ts'

const initCode = testUsdcBytecode as Hex
const signer = privateKeyToAccount(generatePrivateKey())
const token = getContractAddress(initCode)
let ledger: EmbeddedLedger
let profile: ClientProfile
let client: LedgerClient
let nonce = 0

beforeAll(async () => {
  ledger = await createEmbeddedLedger({ port: 0, ephemeral: true })
  profile = { chainId: ledger.chainId, genesisHash: ledger.genesisHash, finality: { kind: 'instant' } }
  client = createLedgerClient({ url: ledger.url, profile })
  await deployContracts({ client, signer, artifacts: { token: { initCode } } })
  nonce = await client.getNonce(signer.address)
})
afterAll(() => ledger.close())

const sign = (changes: Partial<TransactionSerializableEIP1559> = {}) =>
  signer.signTransaction({
    type: 'eip1559',
    chainId: profile.chainId,
    nonce: changes.nonce ?? nonce++,
    to: signer.address,
    gas: 200_000n,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    ...changes,
  })
const approve = () =>
  sign({
    to: token,
    data: encodeFunctionData({ abi: testUsdcAbi, functionName: 'approve', args: [signer.address, 5n] }),
  })

/** A client through which answers pass changed. */
function createTampered(
  change: (call: { method: string; params: unknown[] }, result: unknown) => unknown,
): LedgerClient {
  return createLedgerClient({
    url: ledger.url,
    profile,
    fetch: async (url, init) => {
      const asked = JSON.parse(String(init!.body))
      const answered = await (await fetch(url, init!)).json()
      const changeOne = (call: { method: string; params: unknown[] }, answer: { result: unknown }) => ({
        ...answer,
        result: change(call, answer.result),
      })
      const body = Array.isArray(asked)
        ? asked.map((call, index) => changeOne(call, answered[index]))
        : changeOne(asked, answered)
      return new Response(JSON.stringify(body))
    },
  })
}

describe('the network', () => {
  it('is recognised', async () => {
    await expect(client.requireNetwork()).resolves.toBeUndefined()
  })

  it.each([
    ['chain id', { chainId: 1 }],
    ['genesis', { genesisHash: `0x${'00'.repeat(32)}` as const }],
  ])('is refused when its %s is another, and both are named', async (_, changes) => {
    const wrong = createLedgerClient({ url: ledger.url, profile: { ...profile, ...changes } })
    await expect(wrong.requireNetwork()).rejects.toMatchObject({
      code: 'WRONG_NETWORK',
      expected: expect.objectContaining(changes),
      actual: { chainId: profile.chainId, genesisHash: profile.genesisHash },
    })
  })

  it('that does not answer is told from one that refuses', async () => {
    const nobody = createLedgerClient({ url: 'http://127.0.0.1:1', profile })
    await expect(nobody.getHead()).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE', retryable: true })
    await expect(client.rpc.request('anvil_mine')).rejects.toMatchObject({
      code: 'RPC_REFUSED',
      rpcCode: -32_601,
    })
  })

  it('is asked at the next endpoint when the first does not answer', async () => {
    const two = createLedgerClient({ urls: ['http://127.0.0.1:1', ledger.url], profile })
    expect((await two.getHead()).hash).toBe(ledger.head().hash)
  })

  it('that is too slow does not answer', async () => {
    const stuck = createLedgerClient({
      url: ledger.url,
      profile,
      timeoutMs: 20,
      fetch: (_, init) =>
        new Promise((_resolve, reject) =>
          init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason)),
        ),
    })
    await expect(stuck.getHead()).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' })
  })
})

describe('blocks', () => {
  it('are linked by their hashes', async () => {
    const head = await client.getHead()
    expect(head).toMatchObject({ height: ledger.head().height, timestamp: ledger.head().timestamp })
    expect((await client.getBlock(head.height - 1)).hash).toBe(head.parentHash)
    await expect(client.getBlock(head.height + 1)).rejects.toMatchObject({ code: 'NOT_ON_LEDGER' })
  })

  it('are final by the profile', async () => {
    expect((await client.findFinalBlock())?.height).toBe(ledger.head().height)
    const deep = createLedgerClient({
      url: ledger.url,
      profile: { ...profile, finality: { kind: 'depth', blocks: 1 } },
    })
    expect((await deep.findFinalBlock())?.height).toBe(ledger.head().height - 1)
    const deeper = createLedgerClient({
      url: ledger.url,
      profile: { ...profile, finality: { kind: 'depth', blocks: 99 } },
    })
    expect(await deeper.findFinalBlock()).toBeUndefined()
  })
})

describe('a transaction', () => {
  it('is sent once, however often it is sent', async () => {
    const raw = await approve()
    const hash = await client.sendRawTransaction(raw)
    expect(hash).toBe(keccak256(raw))
    expect(await client.sendRawTransaction(raw)).toBe(hash)
    const receipt = await client.waitForReceipt(hash)
    expect(receipt).toMatchObject({ succeeded: true, from: signer.address.toLowerCase(), to: token })
    expect(receipt.logs).toHaveLength(1)
    expect(await client.findTransaction(hash)).toMatchObject({ hash, blockHeight: receipt.blockHeight })
    expect(await client.listReceipts([hash, keccak256('0x00')])).toEqual([receipt, undefined])
    expect(await client.getBlockReceipts(receipt.blockHeight)).toEqual([receipt])
  })

  it.each([
    ['NONCE_TOO_LOW', false, () => sign({ nonce: 0, data: '0x01' })],
    ['NONCE_TOO_HIGH', true, () => sign({ nonce: 1_000 })],
    ['REFUSED', false, () => sign({ nonce: 0, chainId: 1 })],
  ])('that is not taken says %s', async (code, retryable, make) => {
    await expect(client.sendRawTransaction(await make())).rejects.toMatchObject({ code, retryable })
  })

  it('that counts as known to a node is sent', async () => {
    const raw = await approve()
    const hash = await client.sendRawTransaction(raw)
    const parrot = createLedgerClient({
      url: ledger.url,
      profile,
      fetch: async () =>
        new Response(JSON.stringify({ id: 1, error: { code: -32_000, message: 'already known' } })),
    })
    expect(await parrot.sendRawTransaction(raw)).toBe(hash)
  })

  it('whose receipt does not come is waited for no longer than said', async () => {
    await expect(
      client.waitForReceipt(keccak256('0x01'), { timeoutMs: 50, pollMs: 10 }),
    ).rejects.toMatchObject({
      code: 'RECEIPT_TIMEOUT',
      retryable: true,
    })
  })
})

describe('logs', () => {
  const range = () => ({ from: 0, to: ledger.head().height, addresses: [token] })

  it('come with the blocks they are in', async () => {
    await client.sendRawTransaction(await approve())
    const { logs, blocks } = await client.getLogs(range())
    expect(logs.length).toBeGreaterThan(0)
    const hashes = new Map(blocks.map((block) => [block.height, block.hash]))
    for (const log of logs) expect(hashes.get(log.blockHeight)).toBe(log.blockHash)
    expect(blocks.at(-1)!.height).toBe(ledger.head().height)
  })

  it('of a block that is not on the chain are refused', async () => {
    const forked = createTampered(({ method }, result) =>
      method === 'eth_getLogs'
        ? (result as RawObject[]).map((log) => ({ ...log, blockHash: keccak256('0x02') }))
        : result,
    )
    await expect(forked.getLogs(range())).rejects.toMatchObject({ code: 'LEDGER_MOVED', retryable: true })
  })

  it('are refused when the chain changes while they are read', async () => {
    let reads = 0
    const tip = `0x${ledger.head().height.toString(16)}`
    const moving = createTampered(({ method, params }, result) =>
      method === 'eth_getBlockByNumber' && params[0] === tip && reads++ > 0
        ? { ...(result as object), hash: keccak256('0x03') }
        : result,
    )
    await expect(moving.getLogs(range())).rejects.toMatchObject({ code: 'LEDGER_MOVED' })
  })
})

describe('contracts', () => {
  it('are deployed once, where their code says', async () => {
    const before = ledger.head().height
    expect(await deployContracts({ client, signer, artifacts: { token: { initCode } } })).toEqual({ token })
    expect(ledger.head().height).toBe(before)
    expect(await client.getCode(token)).not.toBe('0x')
    expect(await client.getCode(CREATE2_DEPLOYER)).not.toBe('0x')
  })

  it('are not deployed on another network', async () => {
    const wrong = createLedgerClient({ url: ledger.url, profile: { ...profile, chainId: 1 } })
    await expect(deployContracts({ client: wrong, signer, artifacts: {} })).rejects.toMatchObject({
      code: 'WRONG_NETWORK',
    })
  })

  it('are read by their ABI, and their errors come through', async () => {
    const decimals = await client.readContract({
      abi: testUsdcAbi,
      functionName: 'decimals',
      args: [],
      address: token,
    })
    expect(decimals).toBe(6)
    const data = encodeFunctionData({ abi: testUsdcAbi, functionName: 'transfer', args: [token, 10n ** 30n] })
    const call = client.call({ to: token, from: signer.address, data })
    await expect(call).rejects.toMatchObject({
      code: 'CALL_REVERTED',
      revertData: expect.stringMatching(/^0x/),
    })
  })
})
