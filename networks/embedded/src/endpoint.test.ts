import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, call, post } from '../test/rpc.ts'
import { MOST_BATCH_CALLS, MOST_BODY_BYTES } from './endpoint.ts'
import { createEmbeddedLedger, type EmbeddedLedger } from './ledger.ts'

let ledger: EmbeddedLedger
beforeAll(async () => {
  ledger = await createEmbeddedLedger({ port: 0, ephemeral: true })
})
afterAll(() => ledger.close())

const nobody = `0x${'00'.repeat(20)}`
const nothing = `0x${'00'.repeat(32)}`
it.each<[string, unknown[]]>([
  ['eth_chainId', []],
  ['eth_blockNumber', []],
  ['eth_getBlockByNumber', ['latest', false]],
  ['eth_getBlockByNumber', ['finalized', true]],
  ['eth_getBlockByHash', [nothing, false]],
  ['eth_getBlockReceipts', ['0x0']],
  ['eth_getTransactionByHash', [nothing]],
  ['eth_getTransactionReceipt', [nothing]],
  ['eth_getTransactionCount', [nobody, 'pending']],
  ['eth_getLogs', [{ fromBlock: '0x0', toBlock: 'latest', address: nobody }]],
  ['eth_call', [{ to: nobody }, 'latest']],
  ['eth_estimateGas', [{ from: nobody, to: nobody }]],
  ['eth_getCode', [nobody, 'latest']],
  ['eth_getStorageAt', [nobody, '0x0', 'latest']],
  ['eth_getBalance', [nobody, 'pending']],
  ['eth_gasPrice', []],
  ['eth_maxPriorityFeePerGas', []],
  ['eth_feeHistory', ['0x1', 'latest', [50]]],
  ['eth_getProof', [nobody, [], 'latest']],
  ['net_version', []],
  ['web3_clientVersion', []],
])('answers %s', async (method, params) => {
  await expect(call(ledger.url, method, ...params)).resolves.not.toBeUndefined()
})

it.each([
  'anvil_mine',
  'anvil_setBalance',
  'anvil_impersonateAccount',
  'anvil_dumpState',
  'anvil_loadState',
  'evm_mine',
  'evm_increaseTime',
  'evm_setNextBlockTimestamp',
  'evm_snapshot',
  'hardhat_setCode',
  'eth_sendTransaction',
  'eth_sendUnsignedTransaction',
  'eth_accounts',
  'eth_sign',
  'debug_traceTransaction',
  'txpool_content',
  'wallet_sendTransaction',
  'toString',
  '__proto__',
])('does not have %s', async (method) => {
  const { error } = await ask(ledger.url, method)
  expect(error).toMatchObject({ code: -32_601, message: expect.stringContaining(method) })
  expect(ledger.head().height).toBe(0)
})

it('says that fees are nothing', async () => {
  expect(await call(ledger.url, 'eth_gasPrice')).toBe('0x0')
  expect(await call(ledger.url, 'eth_maxPriorityFeePerGas')).toBe('0x0')
})

it('answers a batch in order, each call for itself', async () => {
  const answers = await post<unknown[]>(ledger.url, [
    { jsonrpc: '2.0', id: 'a', method: 'eth_chainId' },
    { jsonrpc: '2.0', id: 2, method: 'evm_mine', params: [] },
    7,
    { jsonrpc: '2.0', id: 3, method: 'eth_sendRawTransaction', params: ['0xzz'] },
    { jsonrpc: '2.0', id: 4, method: 'eth_chainId', params: {} },
  ])
  expect(answers).toMatchObject([
    { id: 'a', result: '0x7a69' },
    { id: 2, error: { code: -32_601 } },
    { id: null, error: { code: -32_600 } },
    { id: 3, error: { code: -32_602 } },
    { id: 4, error: { code: -32_602 } },
  ])
})

it.each<[string, unknown, number]>([
  ['text that is not JSON', '{"jsonrpc"', -32_700],
  ['an empty batch', [], -32_600],
  [
    'too many calls',
    Array(MOST_BATCH_CALLS + 1).fill({ jsonrpc: '2.0', id: 1, method: 'eth_chainId' }),
    -32_600,
  ],
  ['a request that is too large', 'x'.repeat(MOST_BODY_BYTES + 1), -32_600],
  ['something that is no call', { jsonrpc: '2.0', id: {}, method: 'eth_chainId' }, -32_600],
])('refuses %s', async (_, body, code) => {
  expect(await post(ledger.url, body)).toMatchObject({ error: { code } })
})

it('answers other ways of asking with what it is', async () => {
  expect((await fetch(ledger.url)).status).toBe(405)
  const preflight = await fetch(ledger.url, { method: 'OPTIONS' })
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
})
