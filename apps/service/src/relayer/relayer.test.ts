import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRpc, type Rpc } from '@cinnabar/ledger'
import { createEmbeddedLedger, type EmbeddedLedger } from '@cinnabar/network-embedded'
import { type Address, type Hex, MAX_INSTANT, quoteTerms, State } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../deployment.ts'
import { createLog } from '../log.ts'
import { type ActionRow, getAction, insertAction } from '../store/actions.ts'
import { type Database, openDatabase } from '../store/database.ts'
import {
  createKeySigner,
  createRelayer,
  EMBEDDED_PROFILE,
  openFileSigner,
  type RelayPoint,
  type Signer,
} from './index.ts'

let directory: string
let database: Database
let ledger: EmbeddedLedger
let rpc: Rpc
let deployment: Deployment
let signer: Signer

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-relayer-'))
  ;[database, ledger] = await Promise.all([
    openDatabase({ embedded: { directory: join(directory, 'database') } }),
    createEmbeddedLedger({ ephemeral: true, port: 0 }),
  ])
  rpc = createRpc({ urls: [ledger.url], timeoutMs: 30_000 })
  deployment = await openDeployment({ url: ledger.url, mayDeploy: true })
  signer = await openFileSigner(join(directory, 'keys/relayer.json'))
})
afterAll(async () => {
  await database?.close()
  await ledger?.close()
  await rm(directory, { recursive: true, force: true })
})

const random = (bytes: number): Hex => `0x${randomBytes(bytes).toString('hex')}`

/** Minting twice shows: the balance counts how often an action was executed. */
async function askForMoney(
  recipient: Address,
  call: Partial<{ toAddress: Address; calldata: Hex }> = {},
): Promise<Hex> {
  const calldata = encodeFunctionData({ abi: testUsdcAbi, functionName: 'faucet', args: [recipient, 1n] })
  const id = random(32)
  const toAddress = deployment.testUsdc!
  await insertAction(database.db, {
    id,
    tenantId: 'default',
    kind: 'faucet',
    toAddress,
    calldata,
    requestId: 'r1',
    ...call,
  })
  return id
}

async function balanceOf(account: Address): Promise<number> {
  const data = encodeFunctionData({ abi: testUsdcAbi, functionName: 'balanceOf', args: [account] })
  return Number(await rpc.request<Hex>('eth_call', [{ to: deployment.testUsdc, data }, 'latest']))
}

async function untilSettled(ids: readonly Hex[], timeout = 15_000): Promise<ActionRow[]> {
  const rows: ActionRow[] = []
  await expect
    .poll(
      async () => {
        rows.splice(0, rows.length, ...(await Promise.all(ids.map((id) => getAction(database.db, id)))))
        return rows.filter(({ status }) => status === 'final' || status === 'failed').length
      },
      { timeout, interval: 20 },
    )
    .toBe(ids.length)
  return rows
}

const relay = (
  options: { reached?: (point: RelayPoint) => Promise<void>; signer?: Signer; rpc?: Rpc } = {},
) => {
  const relayer = createRelayer({
    database,
    rpc,
    signer,
    chainId: deployment.chainId,
    profile: EMBEDDED_PROFILE,
    log: createLog({ level: 'silent' }),
    ...options,
  })
  relayer.start()
  return relayer
}

/** A relayer that does nothing more once it reached a point, as if it were killed there. */
async function relayAndDie(at: RelayPoint): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let dead = false
  const relayer = relay({
    async reached(point) {
      if (point === at) dead = true
      if (!dead) return
      resolve()
      throw new Error('killed')
    },
  })
  await promise
  await relayer.stop()
}

describe('relayer', () => {
  it('executes what was signed, once, and tells where', async () => {
    const relayer = relay()
    const recipient = random(20)
    const ids = await Promise.all(Array.from({ length: 20 }, () => askForMoney(recipient)))
    const rows = await untilSettled(ids)
    for (const row of rows) {
      expect(row).toMatchObject({ status: 'final', errorCode: null })
      expect(row.transactionHash).toMatch(/^0x/)
      expect(row.blockNumber).toBeGreaterThan(0)
    }
    expect(await balanceOf(recipient)).toBe(20)
    expect(await relayer.health()).toMatchObject({ status: 'relaying', signed: 0, sent: 0 })
    await relayer.stop()
  })

  it.each<RelayPoint>(['picked', 'signed', 'stored', 'sent', 'marked', 'receipts', 'settled'])(
    'executes exactly once when it is killed at %s, also twice',
    async (point) => {
      const recipient = random(20)
      const ids = await Promise.all(Array.from({ length: 5 }, () => askForMoney(recipient)))
      await relayAndDie(point)
      ids.push(await askForMoney(recipient))
      await relayAndDie(point)
      ids.push(await askForMoney(recipient))
      const relayer = relay()
      await untilSettled(ids)
      await relayer.stop()
      expect(await balanceOf(recipient)).toBe(7)
    },
  )

  it('takes a digest that is known for the same action', async () => {
    const recipient = random(20)
    const id = await askForMoney(recipient)
    const again = { ...(await getAction(database.db, id)), requestId: 'r2' }
    const { tenantId, kind, toAddress, calldata } = again
    expect(await insertAction(database.db, { id, tenantId, kind, toAddress, calldata })).toMatchObject({
      created: false,
      action: { id, requestId: 'r1' },
    })
    const relayer = relay()
    await untilSettled([id])
    await relayer.stop()
    expect(await balanceOf(recipient)).toBe(1)
  })

  it('says in the contract’s words why an action failed, and goes on', async () => {
    const { terms } = quoteTerms({
      preset: 'daigou',
      buyer: random(20),
      seller: random(20),
      token: deployment.testUsdc!,
      goods: 1n,
      validUntil: MAX_INSTANT,
      salt: 1n,
    })
    const consent = { signer: terms.buyer, until: MAX_INSTANT, signature: '0x' as const }
    const recipient = random(20)
    const good = [await askForMoney(recipient)]
    const ids = [
      await askForMoney(recipient, {
        toAddress: deployment.escrow,
        calldata: encodeFunctionData({
          abi: escrowAbi,
          functionName: 'confirm',
          args: [terms, State.Shipped, 0n, consent],
        }),
      }),
      await askForMoney(recipient, {
        calldata: encodeFunctionData({ abi: testUsdcAbi, functionName: 'transfer', args: [recipient, 9n] }),
      }),
      await askForMoney(recipient, { calldata: '0xdeadbeef' }),
      await askForMoney(recipient, { calldata: `0x${'00'.repeat(130_000)}` }),
    ]
    good.push(await askForMoney(recipient))
    const relayer = relay()
    const failed = await untilSettled(ids)
    await untilSettled(good)
    await relayer.stop()
    expect(failed.map((row) => row.errorCode)).toEqual([
      'ORDER_NOT_FOUND',
      'ERC20_INSUFFICIENT_BALANCE',
      'EXECUTION_REVERTED',
      'TRANSACTION_INVALID',
    ])
    expect(failed[0]!.errorDetail).toHaveProperty('order')
    expect(failed[1]!.errorDetail).toMatchObject({ sender: signer.address, balance: '0', needed: '9' })
    expect(await balanceOf(recipient)).toBe(2)
  })

  it('fills the nonce of a transaction that the ledger refuses', async () => {
    const recipient = random(20)
    const ids = [await askForMoney(recipient), await askForMoney(recipient), await askForMoney(recipient)]
    let count = 0
    const faulty: Signer = {
      ...signer,
      signTransaction: (draft) =>
        signer.signTransaction({ ...draft, chainId: draft.chainId + (++count === 2 ? 1 : 0) }),
    }
    const relayer = relay({ signer: faulty })
    const rows = await untilSettled(ids)
    await relayer.stop()
    expect(rows.map(({ status }) => status).sort()).toEqual(['failed', 'final', 'final'])
    expect(rows.find(({ status }) => status === 'failed')).toMatchObject({ errorCode: 'TRANSACTION_REFUSED' })
    expect(await balanceOf(recipient)).toBe(2)
  })

  it('sees that another used its nonce, and sends under a new one', async () => {
    const recipient = random(20)
    const id = await askForMoney(recipient)
    await relayAndDie('stored')
    const nonce = Number(await rpc.request<Hex>('eth_getTransactionCount', [signer.address, 'latest']))
    const draft = {
      chainId: deployment.chainId,
      nonce,
      to: signer.address,
      data: '0x' as const,
      gas: 21_000n,
    }
    await rpc.request('eth_sendRawTransaction', [
      await signer.signTransaction({ ...draft, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }),
    ])
    const relayer = relay()
    await untilSettled([id])
    await relayer.stop()
    expect(await balanceOf(recipient)).toBe(1)
  })

  it('executes once though answers of the ledger get lost', async () => {
    const recipient = random(20)
    let lost = 0
    const lossy: Rpc = {
      request: rpc.request,
      async batch(calls) {
        const answers = await rpc.batch(calls)
        if (calls[0]?.method === 'eth_sendRawTransaction' && lost++ < 2) throw new Error('connection reset')
        return answers as never
      },
    }
    const ids = await Promise.all(Array.from({ length: 5 }, () => askForMoney(recipient)))
    const relayer = relay({ rpc: lossy })
    await untilSettled(ids)
    await relayer.stop()
    expect(lost).toBeGreaterThan(0)
    expect(await balanceOf(recipient)).toBe(5)
  })

  it('keeps its key to itself', async () => {
    const path = join(directory, 'keys/other.json')
    const made = await openFileSigner(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await openFileSigner(path)).address).toBe(made.address)
    const { privateKey } = JSON.parse(await readFile(path, 'utf8'))
    expect(createKeySigner(privateKey).address).toBe(made.address)
    const open = join(directory, 'keys/open.json')
    await writeFile(open, await readFile(path), { mode: 0o644 })
    await expect(openFileSigner(open)).rejects.toMatchObject({ code: 'SIGNER_KEY' })
  })
})
