import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, startAnvil } from '../../test/anvil.ts'
import { createTrade, LIFE, type Trade } from '../../test/trade.ts'
import { createIndexer, type Indexer } from '../indexer/index.ts'
import { readLedgerClock } from '../ledgerClock.ts'
import { createLog } from '../log.ts'
import { createKeySigner, createRelayer, EMBEDDED_PROFILE } from '../relayer/index.ts'
import { getAction } from '../store/actions.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { getOrder } from '../store/orders.ts'
import { createKeeper, type Keeper, lapseId } from './index.ts'

const log = createLog({ level: 'silent' })
let directory: string
let database: Database
let anvil: Anvil
let trade: Trade
let indexer: Indexer
let keepers: Keeper[]

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-keeper-'))
  ;[database, anvil] = await Promise.all([
    openDatabase({ embedded: { directory } }),
    startAnvil(['--base-fee', '0', '--gas-price', '0']),
  ])
  trade = await createTrade(anvil.rpc)
  indexer = createIndexer({
    database,
    rpc: anvil.rpc,
    deployment: { escrow: trade.escrow, startBlock: 0 },
    log,
  })
  keepers = [1, 2].map(() => createKeeper({ database, rpc: anvil.rpc, escrow: trade.escrow, log }))
})
afterAll(async () => {
  await anvil?.close()
  await database?.close()
  await rm(directory, { recursive: true, force: true })
})

/** Time passes on the ledger, and no block comes: as on an idle one. */
const pass = (seconds: number) => anvil.rpc.request('evm_increaseTime', [seconds])

async function relayAll(): Promise<void> {
  const signer = createKeySigner(`0x${'11'.repeat(32)}`)
  const relayer = createRelayer({
    database,
    rpc: anvil.rpc,
    signer,
    chainId: trade.chainId,
    profile: EMBEDDED_PROFILE,
    log,
  })
  relayer.start()
  await expect
    .poll(async () => (await relayer.health()).signed + (await relayer.health()).sent, { timeout: 10_000 })
    .toBe(0)
  await relayer.stop()
  await indexer.catchUp()
}

describe('keeper', () => {
  it('lapses what is due and nothing else, once for any number of keepers', async () => {
    const terms = trade.quote(1)
    const later = trade.quote(2, { accept: 5 * 86_400 })
    const id = await trade.fund(terms)
    await trade.fund(later)
    await indexer.catchUp()
    expect(await Promise.all(keepers.map((keeper) => keeper.keep()))).toEqual([0, 0])
    const { deadlineAt } = await getOrder(database.db, id)
    await pass(deadlineAt - (await readLedgerClock(anvil.rpc)) + 60)
    const asked = await Promise.all(keepers.map((keeper) => keeper.keep()))
    expect(asked[0]! + asked[1]!).toBe(1)
    await relayAll()
    expect(await getAction(database.db, lapseId(id, deadlineAt))).toMatchObject({
      status: 'final',
      kind: 'lapse',
    })
    expect(await getOrder(database.db, id)).toMatchObject({ state: 'Settled', ending: 'Refund' })
    expect((await getOrder(database.db, trade.id(later))).state).toBe('Requested')
    expect(await keepers[0]!.keep()).toBe(0)
  })

  it('lapses an order through its states, each at its own deadline', async () => {
    const terms = trade.quote(3)
    for (const step of LIFE.slice(0, 5)) await step(trade, terms)
    const id = trade.id(terms)
    const states: string[] = []
    for (let turn = 0; turn < 4; turn++) {
      await indexer.catchUp()
      const { state, deadlineAt } = await getOrder(database.db, id)
      states.push(state)
      if (state === 'Settled') break
      await pass(deadlineAt - (await readLedgerClock(anvil.rpc)) + 60)
      await keepers[turn % 2]!.keep()
      await relayAll()
    }
    expect(states).toEqual(['Inspected', 'Approved', 'Settled'])
  })

  it('is harmless when a stranger was first', async () => {
    const terms = trade.quote(4)
    const id = await trade.fund(terms)
    await indexer.catchUp()
    const { deadlineAt } = await getOrder(database.db, id)
    await pass(deadlineAt - (await readLedgerClock(anvil.rpc)) + 60)
    await trade.act(trade.attestor, 'lapse', [terms])
    // The rows do not know of it yet; the simulated call does.
    expect((await getOrder(database.db, id)).state).toBe('Requested')
    await keepers[0]!.keep()
    await relayAll()
    expect(await getOrder(database.db, id)).toMatchObject({ state: 'Settled', sequence: 2 })
  })

  it('asks again by itself until it is stopped', async () => {
    const id = await trade.fund(trade.quote(5))
    await indexer.catchUp()
    const { deadlineAt } = await getOrder(database.db, id)
    for (const keeper of keepers) keeper.start()
    await pass(deadlineAt - (await readLedgerClock(anvil.rpc)) + 60)
    for (const keeper of keepers) keeper.wake()
    await expect
      .poll(() => getAction(database.db, lapseId(id, deadlineAt)).catch(() => undefined))
      .toBeDefined()
    await Promise.all(keepers.map((keeper) => keeper.stop()))
    expect(keepers[0]!.health().status).toBe('stopped')
  })
})
