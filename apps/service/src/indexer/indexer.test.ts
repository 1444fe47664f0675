import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { decodeFunctionResult, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, startAnvil } from '../../test/anvil.ts'
import { createTrade, LIFE, type Trade } from '../../test/trade.ts'
import { createLog } from '../log.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { listEvents } from '../store/events.ts'
import { findRevocation, getOrder, listOrders } from '../store/orders.ts'
import { createIndexer, type Indexer } from './index.ts'

const MAX = 2 ** 40 - 1
let directory: string
let database: Database
let anvil: Anvil
let trade: Trade

const follow = (options: { rangeBlocks?: number } = {}): Indexer =>
  createIndexer({
    database,
    rpc: anvil.rpc,
    deployment: { escrow: trade.escrow, startBlock: 0 },
    log: createLog({ level: 'silent' }),
    ...options,
  })

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-indexer-'))
  ;[database, anvil] = await Promise.all([openDatabase({ embedded: { directory } }), startAnvil()])
  trade = await createTrade(anvil.rpc)
})
afterAll(async () => {
  await anvil?.close()
  await database?.close()
  await rm(directory, { recursive: true, force: true })
})

/** What the contract says of an order, against its row. */
async function expectSameStatus(id: Hex): Promise<void> {
  const data = (await trade.status(id)) as Hex
  const status = decodeFunctionResult({ abi: escrowAbi, functionName: 'statusOf', data })
  const row = await getOrder(database.db, id)
  const { STATE_NAMES } = await import('@cinnabar/protocol')
  expect({
    state: STATE_NAMES[status.state],
    shipped: status.shipped,
    handed: status.handed,
    extended: status.extended,
    escalatedByBuyer: status.escalatedByBuyer,
    deadline: status.deadline,
    drawn: status.drawn,
    claimed: status.claimed,
  }).toEqual({
    state: row.state,
    shipped: row.shipped,
    handed: row.handed,
    extended: row.extended,
    escalatedByBuyer: row.escalatedByBuyer,
    deadline: row.deadlineAt,
    drawn: row.drawn,
    claimed: row.claimed,
  })
}

describe('indexer', () => {
  it('has the contract’s status after each step of a life', async () => {
    const indexer = follow()
    const terms = trade.quote(1)
    for (const step of LIFE) {
      await step(trade, terms)
      await indexer.catchUp()
      await expectSameStatus(trade.id(terms))
    }
    const row = await getOrder(database.db, trade.id(terms))
    expect(row).toMatchObject({
      ending: 'Earned',
      refunded: 1_000n,
      sequence: LIFE.length,
      sellerGross: 99_760_000n,
    })
    const { items } = await listEvents(database.db, { orderId: trade.id(terms), limit: 100 })
    expect(items.map(({ orderSequence }) => orderSequence)).toEqual(LIFE.map((_, index) => index + 1))
  })

  it('takes a revocation, and a refund on what was revoked, without stopping', async () => {
    const terms = trade.quote(2)
    const consent = { signer: trade.seller, until: MAX, signature: '0x' }
    await trade.act(trade.seller, 'revoke', [terms, consent])
    await trade.act(trade.seller, 'refund', [terms, 10, 5n, 77n, consent])
    await follow().catchUp()
    expect(await findRevocation(database.db, trade.id(terms))).toBeDefined()
    const { items } = await listEvents(database.db, { orderId: trade.id(terms), limit: 10 })
    expect(items.map(({ name, orderSequence }) => [name, orderSequence])).toEqual([
      ['OrderSettled', 1],
      ['OrderRefunded', 2],
    ])
  })

  it('gives the same bytes when rebuilt, whatever the ranges', async () => {
    for (let salt = 100; salt < 106; salt++) {
      for (const step of LIFE.slice(0, salt - 98)) await step(trade, trade.quote(salt))
    }
    const indexer = follow()
    await indexer.catchUp()
    const digest = await indexer.digest()
    for (const rangeBlocks of [1, 7, 2_000]) {
      const other = follow({ rangeBlocks })
      await other.rebuild()
      expect(await other.digest()).toBe(digest)
    }
    const { rows } = await database.pool.query(
      'select count(*)::int as n, count(distinct id)::int as d from own.outbox',
    )
    const { items } = await listEvents(database.db, { limit: 1_000 })
    expect(rows[0]).toEqual({ n: items.length, d: items.length })
  })

  it('resumes where it stopped, and follows by itself', async () => {
    const indexer = follow()
    indexer.start()
    const terms = trade.quote(200)
    await trade.fund(terms)
    indexer.wake()
    await expect.poll(() => indexer.health().lag, { timeout: 5_000 }).toBe(0)
    await indexer.stop()
    await LIFE[1]!(trade, terms)
    const again = follow()
    await again.catchUp()
    expect((await getOrder(database.db, trade.id(terms))).state).toBe('Accepted')
    await again.stop()
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'leaves what a clean replay gives after a reorganisation of depth %i',
    async (depth) => {
      const indexer = follow()
      const terms = trade.quote(300 + depth)
      await LIFE[0]!(trade, terms)
      await indexer.catchUp()
      const snapshot = await anvil.rpc.request('evm_snapshot')
      for (const step of LIFE.slice(1, 1 + depth)) await step(trade, terms)
      await indexer.catchUp()
      expect((await getOrder(database.db, trade.id(terms))).sequence).toBe(1 + depth)
      await anvil.rpc.request('evm_revert', [snapshot])
      await anvil.rpc.request('evm_increaseTime', [depth])
      await LIFE[1]!(trade, terms)
      if (depth % 2 === 0) for (let block = 0; block < depth; block++) await anvil.rpc.request('evm_mine')
      await indexer.catchUp()
      await expectSameStatus(trade.id(terms))
      const digest = await indexer.digest()
      await indexer.rebuild()
      expect(await indexer.digest()).toBe(digest)
    },
  )

  it('follows 64 blocks back and halts beyond', async () => {
    const indexer = follow()
    const reorganise = async (depth: number) => {
      const snapshot = await anvil.rpc.request('evm_snapshot')
      await anvil.rpc.request('anvil_mine', ['0x1', '0x1'])
      await anvil.rpc.request('anvil_mine', [`0x${(depth - 1).toString(16)}`, '0x1'])
      await indexer.catchUp()
      await anvil.rpc.request('evm_revert', [snapshot])
      await anvil.rpc.request('evm_increaseTime', [1_000 + depth])
      await anvil.rpc.request('anvil_mine', ['0x1', '0x2'])
    }
    await anvil.rpc.request('anvil_mine', ['0x50', '0x1'])
    await indexer.catchUp()
    await reorganise(64)
    await indexer.catchUp()
    const digest = await indexer.digest()
    await indexer.rebuild()
    expect(await indexer.digest()).toBe(digest)
    await reorganise(65)
    await expect(indexer.catchUp()).rejects.toMatchObject({ code: 'REORGANISATION_TOO_DEEP' })
    indexer.start()
    await expect.poll(() => indexer.health().status, { timeout: 5_000 }).toBe('halted')
    await indexer.stop()
    await indexer.rebuild()
  })

  it('lists orders of a party in pages', async () => {
    const seen: Hex[] = []
    let after: string | undefined
    do {
      const page = await listOrders(database.db, { party: trade.attestor, limit: 4, ...(after && { after }) })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next
    } while (after)
    const all = await listOrders(database.db, { seller: trade.seller, limit: 100 })
    expect(seen).toEqual(all.items.map(({ id }) => id))
    expect(new Set(seen).size).toBe(seen.length)
    expect((await listOrders(database.db, { tenantId: 'default', reference: 'x', limit: 5 })).items).toEqual(
      [],
    )
  })
})
