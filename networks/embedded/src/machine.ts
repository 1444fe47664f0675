import { mkdir, rm } from 'node:fs/promises'
import { type Child, createChild } from './child.ts'
import { type Journal, JournalDamagedError } from './journal.ts'
import type { Logger } from './logger.ts'
import {
  BlockRefusedError,
  getChildHead,
  HashMismatchError,
  type MinedBlock,
  replayRecords,
} from './replay.ts'
import type { Snapshot, Snapshots } from './snapshots.ts'

/** Says how far a replay is. */
export type OnProgress = (progress: { height: number; target: number }) => void

export interface Machine {
  child: Child
  head: MinedBlock
  /** Height of the snapshot it began with; 0 for genesis. */
  from: number
}

export interface MachineOptions {
  anvilPath: string
  chainId: number
  genesisHash: `0x${string}` | undefined
  /** Working directory of the child. */
  home: string
  journal: Journal
  /** Without any, the replay begins at genesis. */
  snapshots: Snapshots | undefined
  logger: Logger
  /** Whether a last record that the child refuses is one that was never answered, and may go. */
  mayDropLast: boolean
  onProgress?: OnProgress | undefined
}

const REPLAY_TRANSACTIONS = 2_000
const REPLAY_BLOCKS = 100

/**
 * Brings a child to the journal's last block: from the newest snapshot that holds, else from genesis.
 *
 * @throws JournalDamagedError when the records, replayed from genesis, do not give the hashes they name.
 */
export async function createMachine(options: MachineOptions): Promise<Machine> {
  const { journal, snapshots, logger } = options
  for (const snapshot of (await snapshots?.list()) ?? []) {
    try {
      return await replayFrom(options, snapshot)
    } catch (error) {
      // A snapshot is only a cache: whatever is wrong with it, what is before it will do.
      logger.warn({ height: snapshot.height, reason: (error as Error).message }, 'snapshot set aside')
      await snapshots?.remove(snapshot)
    }
  }
  try {
    return await replayFrom(options, undefined)
  } catch (error) {
    if (error instanceof BlockRefusedError && error.height === journal.height && options.mayDropLast) {
      // It was recorded and never answered: the child has always refused it, and the crash came in between.
      logger.warn({ height: error.height, reason: error.message }, 'last record cannot be executed, dropped')
      await journal.dropLast()
      return await createMachine(options)
    }
    if (!(error instanceof BlockRefusedError || error instanceof HashMismatchError)) throw error
    throw new JournalDamagedError(error.height, error.message, { cause: error })
  }
}

async function replayFrom(options: MachineOptions, snapshot: Snapshot | undefined): Promise<Machine> {
  const { journal } = options
  if (snapshot && snapshot.height > journal.height) throw new Error('it is ahead of the journal')
  const expected = snapshot && journal.findHash(snapshot.height)
  if (snapshot && expected && expected !== snapshot.hash)
    throw new Error('its block is not the one of the journal')
  const statePath = snapshot && `${options.home}/state.json`
  const child = await startChild(options, snapshot, statePath)
  try {
    let head = await getChildHead(child)
    if (head.height !== (snapshot?.height ?? 0)) throw new Error(`it is of height ${head.height}`)
    if (snapshot && head.hash !== snapshot.hash) throw new Error('its block has another hash')
    const genesis = snapshot ? undefined : (options.genesisHash ?? head.hash)
    if (genesis && head.hash !== genesis) {
      throw new HashMismatchError(0, `genesis is ${head.hash}, ledger.json pins ${genesis}`)
    }
    const from = head.height
    while (head.height < journal.height) {
      head = await replayChunk(child, journal, head)
      options.onProgress?.({ height: head.height, target: journal.height })
    }
    return { child, head, from }
  } catch (error) {
    await child.stop()
    throw error
  }
}

async function startChild(
  options: MachineOptions,
  snapshot: Snapshot | undefined,
  statePath: string | undefined,
) {
  await rm(options.home, { recursive: true, force: true })
  await mkdir(options.home, { recursive: true })
  if (snapshot && statePath) await options.snapshots!.unpack(snapshot, statePath)
  const child = await createChild({ ...options, statePath })
  if (statePath) await rm(statePath, { force: true })
  return child
}

async function replayChunk(child: Child, journal: Journal, parent: MinedBlock): Promise<MinedBlock> {
  const records = []
  let transactions = 0
  for (let height = parent.height + 1; height <= journal.height; height++) {
    const record = await journal.getRecord(height)
    records.push(record)
    transactions += record.transactions.length
    if (records.length === REPLAY_BLOCKS || transactions >= REPLAY_TRANSACTIONS) break
  }
  if (records[0]!.parentHash !== parent.hash) {
    throw new HashMismatchError(
      parent.height,
      `its hash is ${parent.hash}, recorded is ${records[0]!.parentHash}`,
    )
  }
  return (await replayRecords(child, records))!
}
