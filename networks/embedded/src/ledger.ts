import { join } from 'node:path'
import { getAnvilPath, getAnvilVersion } from './child.ts'
import { type LedgerDirectory, openDirectory } from './directory.ts'
import { createEndpoint } from './endpoint.ts'
import type { OpenFile } from './files.ts'
import { JournalDamagedError } from './journal.ts'
import { findLastHead, writeLastHead } from './lastHead.ts'
import { type Batching, LIMITS } from './limits.ts'
import { type Logger, silentLogger } from './logger.ts'
import { createMachine, type Machine, type OnProgress } from './machine.ts'
import { writePin } from './pin.ts'
import type { MinedBlock } from './replay.ts'
import { createRpc } from './rpc.ts'
import { createSequencer, type FaultPoint } from './sequencer.ts'
import { createSnapshotSchedule } from './snapshotSchedule.ts'
import { createSnapshots } from './snapshots.ts'

/** The demo clock was asked of a ledger that has none, or to go back. */
export class ClockError extends Error {
  readonly code = 'CLOCK_NOT_MOVABLE'
  readonly retryable = false
}

/** Another anvil than the pinned one gives other blocks. The directory was left as it is. */
export class AnvilVersionError extends Error {
  readonly code = 'ANVIL_VERSION'
  readonly retryable = false
  constructor({
    height,
    pinned,
    found,
    cause,
  }: { height: number; pinned: string; found: string; cause?: unknown }) {
    super(
      `anvil ${found} gives another block ${height} than anvil ${pinned}, with which this ledger was made. Use that version, or start with a new directory.`,
      { cause },
    )
  }
}

export interface LedgerHead {
  height: number
  hash: `0x${string}`
  /** Unix seconds on the ledger. */
  timestamp: number
}

export interface LedgerHealth {
  /** `stopped`: reads go on, nothing is written. `restarting`: for a moment neither. */
  status: 'ready' | 'stopped' | 'restarting'
  /** What is wrong and what mends it. */
  reason: string | undefined
  /** Whether it may become ready by itself. */
  retryable: boolean
  head: LedgerHead
  capacity: { transactions: number; limit: number; used: number }
}

export interface EmbeddedLedger {
  /** JSON-RPC endpoint. */
  readonly url: string
  readonly chainId: number
  readonly genesisHash: `0x${string}`
  head(): LedgerHead
  /**
   * Moves the demo clock forward, in a block of its own; the move is recorded and outlives a restart.
   *
   * @throws ClockError without `demo`.
   */
  advanceClock(seconds: number): Promise<LedgerHead>
  health(): LedgerHealth
  /** Finishes the blocks under way and ends the child. */
  close(): Promise<void>
}

export interface EmbeddedLedgerOptions {
  /** Where the ledger lives; made when it does not exist. Not needed when `ephemeral`. */
  directory?: string | undefined
  /** 0 takes a free one. */
  port: number
  host?: string | undefined
  /** Whether time can be moved. */
  demo?: boolean | undefined
  /** Chain id 31337 in a directory that is removed on close. */
  ephemeral?: boolean | undefined
  logger?: Logger | undefined
  /** Hears how far a replay at start is. */
  onProgress?: OnProgress | undefined
  /** Path of an anvil binary; otherwise the installed one. */
  anvilPath?: string | undefined
  /** For tests: called at each point of a block. */
  reached?: ((point: FaultPoint) => Promise<void>) | undefined
  /** For tests: the disk. */
  openFile?: OpenFile | undefined
  /** For tests and measurements: when a block is closed. */
  batching?: Batching | undefined
  /** Wall clock, unix seconds. */
  now?: (() => number) | undefined
}

/**
 * Opens a durable one-machine ledger (networks/embedded/README.md) and serves it as JSON-RPC.
 *
 * What `eth_sendRawTransaction` answered survives `kill -9`: its block was on disk and executed before.
 *
 * @throws DirectoryLockedError when another process has the directory.
 * @throws JournalDamagedError naming the height that cannot be trusted.
 * @throws PinError | ChildStartError
 */
export async function createEmbeddedLedger(options: EmbeddedLedgerOptions): Promise<EmbeddedLedger> {
  const directory = await openDirectory({
    directory: options.directory,
    isEphemeral: options.ephemeral ?? false,
    open: options.openFile,
  })
  try {
    return await openLedger(options, directory)
  } catch (error) {
    await directory.close()
    throw error
  }
}

async function openLedger(
  options: EmbeddedLedgerOptions,
  directory: LedgerDirectory,
): Promise<EmbeddedLedger> {
  const { journal, chainId } = directory
  const logger = options.logger ?? silentLogger
  const now = options.now ?? (() => Math.floor(Date.now() / 1_000))
  const anvilPath = options.anvilPath ?? getAnvilPath()
  const anvilVersion = await getAnvilVersion(anvilPath)
  const snapshots = createSnapshots(join(directory.path, 'snapshots'))
  let isNewVersion = directory.pin !== undefined && directory.pin.anvilVersion !== anvilVersion
  if (journal.droppedBytes > 0) logger.warn({ bytes: journal.droppedBytes }, 'torn last record dropped')

  let machine: Machine | undefined
  let isClosing = false
  const restart = async () => {
    machine = undefined
    machine = await createMachine({
      anvilPath,
      chainId,
      genesisHash: directory.pin?.genesisHash,
      home: join(directory.path, 'child'),
      journal,
      // What another version saved proves nothing about this one.
      snapshots: isNewVersion ? undefined : snapshots,
      mayDropLast: !isNewVersion,
      logger,
      onProgress: options.onProgress,
    })
    return machine
  }
  const started = performance.now()
  const first = await restart().catch((cause: unknown) => {
    if (!isNewVersion || !(cause instanceof JournalDamagedError)) throw cause
    throw new AnvilVersionError({
      height: cause.height,
      pinned: directory.pin!.anvilVersion,
      found: anvilVersion,
      cause,
    })
  })
  const last = await findLastHead(directory.path)
  if (last && last.height === first.head.height && last.hash !== first.head.hash) {
    await first.child.stop()
    const { height } = last
    if (isNewVersion)
      throw new AnvilVersionError({ height, pinned: directory.pin!.anvilVersion, found: anvilVersion })
    throw new JournalDamagedError(
      height,
      `its hash is ${first.head.hash}, at the last orderly end it was ${last.hash}`,
    )
  }
  const genesisHash = directory.pin?.genesisHash ?? first.head.hash
  if (!directory.pin || isNewVersion) {
    for (const snapshot of await snapshots.list()) await snapshots.remove(snapshot)
    directory.pin = { format: 1, chainId, genesisHash, anvilVersion }
    await writePin(directory.path, directory.pin)
    isNewVersion = false
  }

  const sequencer = createSequencer({
    chainId,
    journal,
    machine: first,
    async restart() {
      const replaced = await restart()
      void watch(replaced)
      return replaced
    },
    now,
    batching: options.batching ?? LIMITS,
    reached: options.reached ?? (async () => {}),
    onBlock: (_block, applyMs) => schedule.addTail(applyMs),
    logger,
  })
  const schedule = createSnapshotSchedule({
    snapshots,
    takeTurn: sequencer.takeTurn,
    findSource: () => machine && { port: machine.child.port, head: sequencer.head },
    logger,
  })
  if (first.head.height > first.from) schedule.addTail(performance.now() - started)
  const watch = async (watched: Machine): Promise<void> => {
    await watched.child.exited
    if (!isClosing) await sequencer.replace(watched).catch(() => {})
  }
  void watch(first)

  const rpc = createRpc({ sequencer, findPort: () => machine?.child.port })
  const endpoint = await createEndpoint({
    host: options.host ?? '127.0.0.1',
    port: options.port,
    answer: rpc,
  }).catch(async (error) => {
    isClosing = true
    await first.child.stop()
    throw error
  })
  logger.info({ url: endpoint.url, chainId, height: first.head.height, from: first.from }, 'ledger is open')

  return {
    url: endpoint.url,
    chainId,
    genesisHash,
    head: () => toHead(sequencer.head),
    async advanceClock(seconds) {
      if (!options.demo) throw new ClockError('Only a demo ledger lets its clock be moved.')
      if (!Number.isSafeInteger(seconds) || seconds < 0)
        throw new ClockError('The clock moves forward by whole seconds.')
      return toHead(await sequencer.advanceClock(seconds))
    },
    health() {
      const { stop, head } = sequencer
      return {
        status: machine ? (stop ? 'stopped' : 'ready') : stop ? 'stopped' : 'restarting',
        reason: stop?.message,
        retryable: stop?.retryable ?? true,
        head: toHead(head),
        capacity: {
          transactions: journal.transactions,
          limit: LIMITS.capacity,
          used: journal.transactions / LIMITS.capacity,
        },
      }
    },
    async close() {
      if (isClosing) return
      isClosing = true
      schedule.close()
      await sequencer.close()
      await endpoint.close()
      await machine?.child.stop()
      await writeLastHead(directory.path, sequencer.head)
      await directory.close()
    },
  }
}

const toHead = ({ height, hash, timestamp }: MinedBlock): LedgerHead => ({ height, hash, timestamp })
