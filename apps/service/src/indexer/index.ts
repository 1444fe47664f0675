import { EventEmitter } from 'node:events'
import type { Rpc } from '@cinnabar/ledger'
import type { Address, Hex } from '@cinnabar/protocol'
import type { Logger } from '../log.ts'
import type { Database } from '../store/database.ts'
import { type EventRow, eventId } from '../store/events.ts'
import {
  type BlockRow,
  type CursorRow,
  digestDerived,
  findCursor,
  listBlocksAbove,
  recreateDerivedSchema,
} from '../store/ledgerRows.ts'
import { decodeLog } from './decodeLog.ts'
import { describeReason } from '../reason.ts'
import { findAncestor, ReorganisationTooDeepError } from './findAncestor.ts'
import {
  LedgerMovedError,
  type LedgerRange,
  readBlock,
  readHead,
  readHeaders,
  readRange,
} from './readLedger.ts'
import { CursorMovedError, KEPT_BLOCKS, rollBack, writeRange } from './writeRange.ts'

export type IndexerHealth = {
  readonly status: 'following' | 'catching-up' | 'failing' | 'halted' | 'stopped'
  readonly blockNumber: number | undefined
  readonly head: number | undefined
  readonly lag: number
  readonly reason?: string
}

/** Turns events of the ledger into rows. */
export type Indexer = {
  /** Follows the head until stopped. */
  start(): void
  /** Looks at the head now. */
  wake(): void
  stop(): Promise<void>
  /** Waits until the rows of a block are there. Answers whether they are. */
  waitForBlock(blockNumber: number, options: { timeoutMs: number }): Promise<boolean>
  /** Reads until the rows are those of the ledger's head; for tests and `rebuild`. */
  catchUp(): Promise<CursorRow | undefined>
  /** Drops all derived rows and reads them again: the same bytes. */
  rebuild(): Promise<CursorRow | undefined>
  digest(): Promise<Hex>
  /** Called after rows were committed by this process. */
  subscribe(listener: (change: IndexedChange) => void): () => void
  health(): IndexerHealth
}

export type IndexedChange = { readonly blockNumber: number; readonly events: readonly EventRow[] }

export type IndexerOptions = {
  readonly database: Database
  readonly rpc: Rpc
  /** Where `Escrow` stands, and the block from which it can have events. */
  readonly deployment: { readonly escrow: Address; readonly startBlock: number }
  readonly log: Logger
  /** How often the head is looked at when nobody wakes. */
  readonly pollMs?: number
  /** Blocks read at once while catching up. */
  readonly rangeBlocks?: number
}

const RETRY_MS = 500

export function createIndexer(options: IndexerOptions): Indexer {
  const { database, rpc, deployment, log, pollMs = 200, rangeBlocks = 2_000 } = options
  const { db } = database
  const emitter = new EventEmitter<{ indexed: [IndexedChange] }>().setMaxListeners(0)
  let head: BlockRow | undefined
  let cursor: CursorRow | undefined
  let status: IndexerHealth['status'] = 'stopped'
  let reason: string | undefined
  let running: Promise<void> | undefined
  let stopping = false
  let rest = Promise.withResolvers<void>()
  let turn: Promise<unknown> = Promise.resolve()
  let wanted = false
  /** Hash of the tip below which all kept blocks are known to be stored. */
  let keptThrough: Hex | undefined

  /** One step towards the head. Answers whether there is more to do. */
  const step = async (): Promise<boolean> => {
    head = await readHead(rpc)
    cursor = await findCursor(db)
    if (cursor && cursor.blockNumber === head.number && cursor.blockHash === head.hash) return false
    if (cursor && isNext(cursor, head)) {
      await writeLogs(await readBlock(rpc, { contract: deployment.escrow, block: head }), [head.number])
      keptThrough = head.hash
      return false
    }
    if (cursor) {
      const comparison = await findAncestor(rpc, db, cursor, deployment.startBlock)
      if (comparison.status === 'behind') return false
      if (comparison.status === 'reorganised') {
        await takeBack(cursor, comparison.ancestor)
        return true
      }
    }
    const from = cursor ? cursor.blockNumber + 1 : deployment.startBlock
    if (head.number < from) return false
    await takeRange(from, head)
    return cursor?.blockNumber !== head.number
  }

  const takeRange = async (from: number, head: BlockRow) => {
    const last = Math.min(head.number, from + rangeBlocks - 1)
    const tip = last === head.number ? head : (await readHeaders(rpc, [last])).get(last)
    if (!tip) throw new LedgerMovedError({ blockNumber: last })
    const kept = await missingBlocks(tip.number, head.number)
    const range = await readRange(rpc, {
      contract: deployment.escrow,
      from,
      tip,
      wanted: cursor ? [...kept, cursor.blockNumber] : kept,
    })
    if (cursor && range.headers.get(cursor.blockNumber)?.hash !== cursor.blockHash) {
      throw new LedgerMovedError({ blockNumber: cursor.blockNumber })
    }
    await writeLogs(range, kept)
    if (head.number - tip.number <= KEPT_BLOCKS) keptThrough = tip.hash
  }

  /** The common case: one new block on top of what was indexed just before. */
  const isNext = ({ blockNumber, blockHash }: CursorRow, head: BlockRow) =>
    head.number === blockNumber + 1 && head.parentHash === blockHash && keptThrough === blockHash

  const writeLogs = async ({ logs, headers, tip }: LedgerRange, kept: readonly number[]) => {
    const decoded = logs
      .map((log) => decodeLog(log, headers.get(Number(log.blockNumber))!.timestamp))
      .sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex)
    const numbers = new Set([...decoded.map(({ blockNumber }) => blockNumber), ...kept])
    const blocks = [...numbers].sort((a, b) => a - b).map((number) => headers.get(number)!)
    const events = await writeRange(db, { expected: cursor, events: decoded, blocks, tip })
    cursor = { blockNumber: tip.number, blockHash: tip.hash, blockTimestamp: tip.timestamp }
    for (const event of events) {
      log.debug(
        { event: eventId(event), name: event.name, order: event.orderId, transaction: event.transactionHash },
        'event indexed',
      )
    }
    emitter.emit('indexed', { blockNumber: tip.number, events })
  }

  /** Blocks whose hashes belong to the kept ones of a tip and are not stored. */
  const missingBlocks = async (tip: number, headNumber: number): Promise<number[]> => {
    if (headNumber - tip > KEPT_BLOCKS) return []
    const first = Math.max(deployment.startBlock, tip - KEPT_BLOCKS)
    const stored = new Set((await listBlocksAbove(db, first - 1)).map(({ number }) => number))
    const numbers = Array.from({ length: Math.max(0, tip - first + 1) }, (_, index) => first + index)
    return numbers.filter((number) => !stored.has(number))
  }

  const takeBack = async (from: CursorRow, ancestor: BlockRow) => {
    log.warn({ from: from.blockNumber, to: ancestor.number }, 'ledger reorganised')
    const numbers = (await missingBlocks(ancestor.number, ancestor.number)).filter(
      (n) => n !== ancestor.number,
    )
    const headers = await readHeaders(rpc, numbers)
    await rollBack(db, { expected: from, ancestor, blocks: [...headers.values()] })
    cursor = { blockNumber: ancestor.number, blockHash: ancestor.hash, blockTimestamp: ancestor.timestamp }
    emitter.emit('indexed', { blockNumber: ancestor.number, events: [] })
  }

  /** Steps follow one another, whoever asks for them. */
  const takeTurn = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const next = turn.then(task, task)
    turn = next.catch(() => {})
    return next
  }

  const follow = async () => {
    while (!stopping) {
      rest = Promise.withResolvers<void>()
      wanted = false
      let pause = pollMs
      try {
        const more = await takeTurn(step)
        status = more ? 'catching-up' : 'following'
        reason = undefined
        if (more) continue
      } catch (error) {
        pause = handle(error)
        wanted = false
      }
      if (!wanted) await pauseFor(pause)
    }
    status = 'stopped'
  }

  const handle = (error: unknown): number => {
    if (error instanceof LedgerMovedError || error instanceof CursorMovedError) return 20
    const halted = error instanceof ReorganisationTooDeepError
    if (reason !== describeReason(error)) log.error({ err: error }, 'indexer cannot go on')
    status = halted ? 'halted' : 'failing'
    reason = describeReason(error)
    return halted ? RETRY_MS * 20 : RETRY_MS
  }

  const pauseFor = (ms: number) => {
    const timer = setTimeout(rest.resolve, ms)
    return rest.promise.finally(() => clearTimeout(timer))
  }

  const wake = () => {
    wanted = true
    rest.resolve()
  }

  const catchUp = async () => {
    for (let attempt = 0; attempt < 20; ) {
      try {
        if (!(await takeTurn(step))) return cursor
        attempt = 0
      } catch (error) {
        if (!(error instanceof LedgerMovedError || error instanceof CursorMovedError)) throw error
        attempt++
      }
    }
    throw new LedgerMovedError({ blockNumber: head?.number ?? 0 })
  }

  return {
    start() {
      stopping = false
      running ??= follow()
    },
    wake,
    async waitForBlock(blockNumber, { timeoutMs }) {
      const isThere = () => (cursor?.blockNumber ?? -1) >= blockNumber
      if (isThere()) return true
      const { promise, resolve } = Promise.withResolvers<void>()
      const check = () => isThere() && resolve()
      const timer = setTimeout(resolve, timeoutMs)
      emitter.on('indexed', check)
      wake()
      await promise
      clearTimeout(timer)
      emitter.off('indexed', check)
      return isThere()
    },
    async stop() {
      stopping = true
      rest.resolve()
      await running
      running = undefined
    },
    catchUp,
    async rebuild() {
      await takeTurn(() => recreateDerivedSchema(database))
      return catchUp()
    },
    digest: () => digestDerived(db),
    subscribe(listener) {
      emitter.on('indexed', listener)
      return () => emitter.off('indexed', listener)
    },
    health: () => ({
      status,
      blockNumber: cursor?.blockNumber,
      head: head?.number,
      lag: head ? head.number - (cursor?.blockNumber ?? deployment.startBlock - 1) : 0,
      ...(reason !== undefined && { reason }),
    }),
  }
}
