import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hex, hashText } from '@cinnabar/protocol'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, startAnvil } from '../../test/anvil.ts'
import { createTrade, type Trade } from '../../test/trade.ts'
import { createLog } from '../log.ts'
import { getAction, insertAction } from '../store/actions.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { createKeySigner, createRelayer, PUBLIC_PROFILE, type Relayer } from './index.ts'

let directory: string
let database: Database
let anvil: Anvil
let trade: Trade
let relayer: Relayer
const signer = createKeySigner(hashText('relayer of a public network'))

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-public-'))
  ;[database, anvil] = await Promise.all([openDatabase({ embedded: { directory } }), startAnvil()])
  trade = await createTrade(anvil.rpc)
  await anvil.rpc.request('anvil_setBalance', [signer.address, '0xde0b6b3a7640000'])
  relayer = createRelayer({
    database,
    rpc: anvil.rpc,
    signer,
    chainId: trade.chainId,
    profile: { ...PUBLIC_PROFILE, confirmations: 2, pollMs: 20, resendMs: 200 },
    log: createLog({ level: 'silent' }),
  })
  relayer.start()
})
afterAll(async () => {
  await relayer?.stop()
  await anvil?.close()
  await database?.close()
  await rm(directory, { recursive: true, force: true })
})

const random = (bytes: number): Hex => `0x${randomBytes(bytes).toString('hex')}`
const statusOf = async (id: Hex) => (await getAction(database.db, id)).status
const count = async () =>
  Number(await anvil.rpc.request<Hex>('eth_getTransactionCount', [signer.address, 'latest']))

async function ask(calldata: Hex): Promise<Hex> {
  const id = random(32)
  await insertAction(database.db, { id, tenantId: 'default', kind: 'test', toAddress: trade.token, calldata })
  return id
}

const mint = (recipient: Hex) =>
  ask(encodeFunctionData({ abi: testUsdcAbi, functionName: 'faucet', args: [recipient, 1n] }))

async function balanceOf(account: Hex): Promise<number> {
  const data = encodeFunctionData({ abi: testUsdcAbi, functionName: 'balanceOf', args: [account] })
  return Number(await anvil.rpc.request<Hex>('eth_call', [{ to: trade.token, data }, 'latest']))
}

describe('relayer on a network with fees and late finality', () => {
  it('pays the asked price, and calls an outcome final when blocks lie on it', async () => {
    const recipient = random(20)
    const id = await mint(recipient)
    await expect.poll(() => statusOf(id), { timeout: 5_000 }).toBe('recorded')
    await anvil.rpc.request('anvil_mine', ['0x2'])
    await expect.poll(() => statusOf(id), { timeout: 5_000 }).toBe('final')
    expect(await balanceOf(recipient)).toBe(1)
  })

  it('sends nothing that is refused already', async () => {
    const before = await count()
    const id = await ask(
      encodeFunctionData({ abi: testUsdcAbi, functionName: 'transfer', args: [random(20), 9n] }),
    )
    await expect.poll(() => statusOf(id), { timeout: 5_000 }).toBe('failed')
    expect(await getAction(database.db, id)).toMatchObject({
      errorCode: 'ERC20_INSUFFICIENT_BALANCE',
      transactionHash: null,
    })
    expect(await count()).toBe(before)
  })

  it('executes again, once, what a reorganisation took back', async () => {
    const recipient = random(20)
    const snapshot = await anvil.rpc.request('evm_snapshot')
    const id = await mint(recipient)
    await expect.poll(() => statusOf(id), { timeout: 5_000 }).toBe('recorded')
    await anvil.rpc.request('evm_revert', [snapshot])
    expect(await balanceOf(recipient)).toBe(0)
    await anvil.rpc.request('anvil_mine', ['0x3'])
    await expect
      .poll(
        async () => {
          await anvil.rpc.request('anvil_mine', ['0x1'])
          return statusOf(id)
        },
        { timeout: 10_000, interval: 100 },
      )
      .toBe('final')
    expect(await balanceOf(recipient)).toBe(1)
  })
})
