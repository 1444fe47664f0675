import type { Hex } from '@cinnabar/protocol'
import { type ActionRow, type ActionStatus, findAction } from '../../store/actions.ts'
import type { Database } from '../../store/database.ts'

const REACHED: Readonly<Record<'recorded' | 'final', readonly ActionStatus[]>> = {
  recorded: ['recorded', 'final', 'failed'],
  final: ['final', 'failed'],
}

/** Waits for what becomes of actions. A notice only wakes; the row says what is true. */
export function createOutcomes({ db, notices }: Pick<Database, 'db' | 'notices'>) {
  const waiting = new Map<Hex, Set<() => void>>()
  const stop = notices.listen('cinnabar_outcome', (payload) => {
    const ids = payload === '' ? [...waiting.keys()] : (payload.split(',') as Hex[])
    for (const id of ids) for (const wake of waiting.get(id) ?? []) wake()
  })
  return {
    /** The action once it is recorded (or final) or has failed, or as it is when the time is over. */
    async waitForAction(
      id: Hex,
      {
        timeoutMs,
        goal = 'recorded',
        signal,
      }: { timeoutMs: number; goal?: 'recorded' | 'final'; signal?: AbortSignal },
    ): Promise<ActionRow | undefined> {
      const endsAt = Date.now() + timeoutMs
      for (;;) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const wakers = waiting.get(id) ?? new Set()
        waiting.set(id, wakers.add(resolve))
        // A notice that is lost, or a status that changes without one, is seen within a second.
        const timer = setTimeout(resolve, Math.min(1_000, Math.max(0, endsAt - Date.now())))
        signal?.addEventListener('abort', () => resolve(), { once: true })
        try {
          const action = await findAction(db, id)
          const isOver = Date.now() >= endsAt || signal?.aborted
          if (!action || REACHED[goal].includes(action.status) || isOver) return action
          await promise
        } finally {
          clearTimeout(timer)
          wakers.delete(resolve)
          if (wakers.size === 0) waiting.delete(id)
        }
      }
    },
    stop,
  }
}

export type Outcomes = ReturnType<typeof createOutcomes>
