import { createAccounts } from './accounts.ts'
import { type Admission, createAdmission } from './admission.ts'
import { type Journal, JournalWriteError } from './journal.ts'
import { type Batching, LIMITS } from './limits.ts'
import type { Logger } from './logger.ts'
import type { Machine } from './machine.ts'
import type { BlockRecord } from './record.ts'
import { type ApplyPoint, applyRecord, BlockRefusedError, type MinedBlock } from './replay.ts'
import { TransactionRefusedError } from './transaction.ts'
import { createTurns, type TakeTurn } from './turns.ts'
import type { Entry } from './waiting.ts'

/** The ledger takes no transactions at present; reads go on. */
export class LedgerStoppedError extends Error {
  readonly code = 'LEDGER_STOPPED'
  readonly retryable: boolean
  constructor(message: string, options: ErrorOptions & { retryable: boolean }) {
    super(message, options)
    this.retryable = options.retryable
  }
}

/** A block is recorded and could not be executed yet; it will be, at the latest when the ledger is started again. */
export class FateUnknownError extends Error {
  readonly code = 'FATE_UNKNOWN'
  readonly retryable = false
  constructor(options: ErrorOptions) {
    super('The fate of the transaction is not known. Ask for its receipt before sending it again.', options)
  }
}

/** Where a block can be interrupted, in order. Tests kill the process at each. */
export type FaultPoint =
  | 'block.closed'
  | 'record.written'
  | 'record.synced'
  | ApplyPoint
  | 'compared'
  | 'answered'

export interface Sequencer {
  submit: Admission['submit']
  /** The sender's next nonce counting what waits, when the sequencer knows it. */
  findNonce(address: `0x${string}`): number | undefined
  /** Moves the demo clock in a block of its own. */
  advanceClock(seconds: number): Promise<MinedBlock>
  /** Timestamp that a block closed now would have. */
  getNextTimestamp(): number
  readonly head: MinedBlock
  readonly stop: LedgerStoppedError | undefined
  /** Runs a task between two blocks. */
  takeTurn: TakeTurn
  /** Executes again what is recorded in a new child, when `lost` is still the machine in use. */
  replace(lost: Machine): Promise<void>
  close(): Promise<void>
}

const PROBE_EVERY_MS = 1_000
const PROBE_BYTES = 65_536

/** Makes blocks: one at a time, each durable before it is executed and executed before anybody is answered. */
export function createSequencer(options: {
  chainId: number
  journal: Journal
  machine: Machine
  /** Makes a machine that is at the journal's last block. */
  restart(): Promise<Machine>
  now(): number
  batching: Batching
  reached(point: FaultPoint): Promise<void>
  onBlock(block: MinedBlock, applyMs: number): void
  logger: Logger
}): Sequencer {
  const { journal, logger, reached, batching } = options
  let machine = options.machine
  let head = machine.head
  let clockOffset = journal.last?.clockOffset ?? 0
  let stop: LedgerStoppedError | undefined
  let probe: NodeJS.Timeout | undefined
  let timer: NodeJS.Timeout | undefined
  let isRunning = false
  let isClosed = false
  const takeTurn = createTurns()

  const call = <T>(method: string, ...params: unknown[]) => machine.child.writer.call<T>(method, ...params)
  const accounts = createAccounts(async (address) =>
    Number(await call('eth_getTransactionCount', address, 'latest')),
  )
  const admission = createAdmission({
    chainId: options.chainId,
    accounts,
    findStop: () => stop,
    isRecorded: async (hash) => (await call('eth_getTransactionReceipt', hash)) !== null,
    onQueued: () => schedule(),
  })

  const schedule = () => {
    const { queue } = admission
    const isFull = queue.length >= batching.blockTransactions
    if (isRunning || queue.length === 0 || (timer && !isFull)) return
    clearTimeout(timer)
    const waitMs = isFull ? 0 : queue[0]!.queuedAt + batching.blockWaitMs - performance.now()
    timer = setTimeout(() => void run(), Math.max(0, waitMs))
  }
  const run = async () => {
    timer = undefined
    isRunning = true
    try {
      await takeTurn(() => produce(takeEntries(admission.queue, batching.blockTransactions), 0))
    } catch (error) {
      logger.error({ reason: (error as Error).message }, 'no block could be made')
    } finally {
      isRunning = false
      schedule()
    }
  }
  const halt = (error: LedgerStoppedError) => {
    stop = error
    admission.rejectAll(error)
    if (isClosed) return
    logger.error({ reason: error.message }, 'ledger takes no transactions')
    if (error.retryable) probe ??= setInterval(() => void takeTurn(tryToResume), PROBE_EVERY_MS)
  }
  const tryToResume = async () => {
    if (!stop || isClosed) return
    await journal.probe(PROBE_BYTES).then(
      () => {
        clearInterval(probe)
        probe = stop = undefined
        logger.info({ height: head.height }, 'ledger takes transactions again')
      },
      () => {},
    )
  }
  const replaceMachine = async (reason: string) => {
    logger.warn({ reason, height: journal.height }, 'child is started anew')
    await machine.child.stop()
    try {
      machine = await options.restart()
      head = machine.head
    } catch (cause) {
      const error = new LedgerStoppedError(`The ledger cannot go on: ${(cause as Error).message}`, {
        cause,
        retryable: false,
      })
      halt(error)
      throw error
    }
  }

  /** Undoes the record of a block that the child refused, refuses what it refused and lets the others try again. */
  const undo = async (entries: Entry[], error: BlockRefusedError) => {
    if (journal.height === error.height) await journal.dropLast()
    if (error.isMined) await replaceMachine(error.message)
    accounts.clear()
    for (const [index, message] of error.refusals) {
      entries[index]?.reject(new TransactionRefusedError('NOT_EXECUTABLE', message, { cause: error }))
    }
    const waiting = admission.queue.splice(0)
    admission.resubmit([...entries.filter((_, index) => !error.refusals.has(index)), ...waiting])
  }

  const produce = async (entries: Entry[], advance: number): Promise<MinedBlock> => {
    const record: BlockRecord = {
      height: head.height + 1,
      timestamp: Math.max(head.timestamp, options.now() + clockOffset + advance),
      clockOffset: clockOffset + advance,
      parentHash: head.hash,
      transactions: entries.map((entry) => entry.transaction.raw),
    }
    let started = 0
    try {
      await reached('block.closed')
      await journal.append(record, reached)
      await reached('record.synced')
      started = performance.now()
      head = await applyRecord(machine.child, record, reached)
    } catch (error) {
      if (error instanceof JournalWriteError) {
        const stopped = describeWriteError(error)
        for (const entry of entries) entry.reject(stopped)
        halt(stopped)
        throw stopped
      }
      if (error instanceof BlockRefusedError) {
        await undo(entries, error)
        return head
      }
      try {
        await replaceMachine((error as Error).message)
        if (head.height !== record.height)
          throw new LedgerStoppedError('The block was not kept.', { retryable: true })
      } catch (failure) {
        for (const entry of entries) entry.reject(failure as Error)
        throw failure
      }
    }
    clockOffset = record.clockOffset
    await reached('compared')
    for (const entry of entries) entry.resolve(entry.transaction.hash)
    if (accounts.size > MOST_ACCOUNTS && admission.queue.length === 0) accounts.clear()
    await reached('answered')
    options.onBlock(head, performance.now() - started)
    return head
  }

  return {
    submit: admission.submit,
    findNonce: accounts.findNonce,
    advanceClock: (seconds) => takeTurn(() => (stop ? Promise.reject(stop) : produce([], seconds))),
    getNextTimestamp: () => Math.max(head.timestamp, options.now() + clockOffset),
    get head() {
      return head
    },
    get stop() {
      return stop
    },
    takeTurn,
    replace: (lost) =>
      takeTurn(async () => {
        if (machine === lost && !isClosed) await replaceMachine('the child process ended')
      }),
    async close() {
      isClosed = true
      clearInterval(probe)
      // What was taken is finished; what comes from now on is refused.
      while (isRunning || timer) await takeTurn(async () => new Promise((resolve) => setImmediate(resolve)))
      halt(new LedgerStoppedError('The ledger is closing.', { retryable: true }))
      await takeTurn(async () => {})
    },
  }
}

const MOST_ACCOUNTS = 200_000

/** Takes the front of the queue, as much as one block holds. */
function takeEntries(queue: Entry[], most: number): Entry[] {
  let gas = 0
  let bytes = 0
  let count = 0
  for (const { transaction } of queue) {
    gas += transaction.gas
    bytes += transaction.raw.length
    if (count === most || gas > LIMITS.blockGas || bytes > LIMITS.blockBytes) break
    count++
  }
  return queue.splice(0, count)
}

function describeWriteError(error: JournalWriteError): LedgerStoppedError {
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code
  const isFull = code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT'
  return new LedgerStoppedError(
    isFull
      ? 'The disk of the ledger is full: nothing was recorded and no transactions are taken until there is space. Reading goes on.'
      : `${error.message} Nothing was recorded and no transactions are taken until it can be. Reading goes on.`,
    { cause: error, retryable: true },
  )
}
