import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addressOfPrivateKey,
  type Hex,
  hashPermit,
  hashText,
  MAX_INSTANT,
  signDigest,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { type Abi, encodeFunctionData } from 'viem'
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
const signer = createKeySigner(hashText('relayer of permits'))

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-permits-'))
  ;[database, anvil] = await Promise.all([openDatabase({ embedded: { directory } }), startAnvil()])
  trade = await createTrade(anvil.rpc)
  await anvil.rpc.request('anvil_setBalance', [signer.address, '0xde0b6b3a7640000'])
  const profile = { ...PUBLIC_PROFILE, confirmations: 2, pollMs: 20, resendMs: 200 }
  const log = createLog({ level: 'silent' })
  relayer = createRelayer({ database, rpc: anvil.rpc, signer, chainId: trade.chainId, profile, log })
  relayer.start()
})
afterAll(async () => {
  await relayer?.stop()
  await anvil?.close()
  await database?.close()
  await rm(directory, { recursive: true, force: true })
})

/** A permit of an owner whose first one it is. */
function signPermit(name: string, value: bigint) {
  const key = hashText(name)
  const owner = addressOfPrivateKey(key)
  const permit = { owner, spender: trade.escrow, value, nonce: 0n, deadline: MAX_INSTANT }
  const domain = {
    name: 'Test USD Coin',
    version: '1',
    chainId: trade.chainId,
    verifyingContract: trade.token,
  }
  const digest = hashPermit(permit, domain)
  const signature = signDigest(digest, key)
  const parts = [
    Number.parseInt(signature.slice(130), 16),
    `0x${signature.slice(2, 66)}`,
    `0x${signature.slice(66, 130)}`,
  ] as const
  return { digest, owner, value, parts }
}
type Signed = ReturnType<typeof signPermit>

/** The permit is used in the token itself, by somebody else. */
async function useDirectly({ owner, value, parts }: Signed): Promise<void> {
  const args = [owner, trade.escrow, value, BigInt(MAX_INSTANT), ...parts]
  const data = encodeFunctionData({ abi: testUsdcAbi as Abi, functionName: 'permit', args })
  await anvil.rpc.request('eth_sendTransaction', [{ from: trade.seller, to: trade.token, data }])
}

async function relay({ digest, owner, value, parts }: Signed): Promise<Hex> {
  const args = [trade.token, owner, value, BigInt(MAX_INSTANT), ...parts]
  const calldata = encodeFunctionData({ abi: escrowAbi as Abi, functionName: 'applyPermit', args })
  await insertAction(database.db, {
    id: digest,
    tenantId: 'default',
    kind: 'permit',
    toAddress: trade.escrow,
    calldata,
  })
  return digest
}

async function allowanceOf(owner: Hex): Promise<bigint> {
  const data = encodeFunctionData({
    abi: testUsdcAbi,
    functionName: 'allowance',
    args: [owner, trade.escrow],
  })
  return BigInt(await anvil.rpc.request<Hex>('eth_call', [{ to: trade.token, data }, 'latest']))
}

const untilSettled = (id: Hex, status: string) =>
  expect.poll(async () => (await getAction(database.db, id)).status, { timeout: 5_000 }).toBe(status)

describe('permits on a network where gas is estimated', () => {
  it('are taken, with the gas that they need', async () => {
    const permit = signPermit('owner', 7n)
    await untilSettled(await relay(permit), 'recorded')
    expect(await allowanceOf(permit.owner)).toBe(7n)
  })

  it('count when somebody used the same one before', async () => {
    const permit = signPermit('hurried owner', 8n)
    await useDirectly(permit)
    await untilSettled(await relay(permit), 'recorded')
    expect(await allowanceOf(permit.owner)).toBe(8n)
  })

  it('are told as failed when another one came first', async () => {
    const permit = signPermit('owner of two', 9n)
    await useDirectly(signPermit('owner of two', 4n))
    const id = await relay(permit)
    await untilSettled(id, 'failed')
    expect(await getAction(database.db, id)).toMatchObject({
      errorCode: 'PERMIT_FAILED',
      errorDetail: { token: trade.token, owner: permit.owner, allowance: '4', amount: '9' },
      transactionHash: expect.stringMatching(/^0x/),
    })
  })
})
