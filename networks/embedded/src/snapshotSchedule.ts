import type { Logger } from './logger.ts'
import type { MinedBlock } from './replay.ts'
import type { Snapshots } from './snapshots.ts'
import type { TakeTurn } from './turns.ts'

/** Replaying more than this would make a restart slow, milliseconds. */
const MOST_TAIL_MS = 3_000
/** Less than this is not worth a snapshot, milliseconds. */
const LEAST_TAIL_MS = 250
const IDLE_MS = 2_000
/** A snapshot stops the writing while it is made, so it may take at most a fifth of the time. */
const TIMES_DUMP = 4

export interface SnapshotSchedule {
  /** Counts what replaying the newest block would take. */
  addTail(ms: number): void
  close(): void
}

/** Has a snapshot made when nothing happens, or when replaying what came after the last one would take too long. */
export function createSnapshotSchedule(options: {
  snapshots: Snapshots
  takeTurn: TakeTurn
  findSource(): { port: number; head: MinedBlock } | undefined
  logger: Logger
}): SnapshotSchedule {
  let tailMs = 0
  let dumpMs = 0
  let idle: NodeJS.Timeout | undefined
  let isSaving = false
  let isClosed = false

  const save = async () => {
    const source = options.findSource()
    if (!source || isClosed) return
    const started = performance.now()
    try {
      await options.snapshots.save(source.port, source.head)
      tailMs = 0
      options.logger.info(
        { height: source.head.height, ms: Math.round(performance.now() - started) },
        'snapshot saved',
      )
    } catch (error) {
      // Only a cache was not written; a restart takes longer. Half as much again is done before the next attempt.
      tailMs = tailMs / 2
      options.logger.warn({ reason: (error as Error).message }, 'snapshot not saved')
    }
    dumpMs = performance.now() - started
  }
  const start = () => {
    if (isSaving || isClosed) return
    isSaving = true
    void options.takeTurn(save).finally(() => {
      isSaving = false
    })
  }

  return {
    addTail(ms) {
      tailMs += ms
      clearTimeout(idle)
      if (isClosed) return
      if (tailMs > Math.max(MOST_TAIL_MS, TIMES_DUMP * dumpMs)) return start()
      idle = setTimeout(() => tailMs > LEAST_TAIL_MS && start(), IDLE_MS)
      idle.unref()
    },
    close() {
      isClosed = true
      clearTimeout(idle)
    },
  }
}
