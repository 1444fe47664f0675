import type { Hex } from '@cinnabar/protocol'
import { type ActionRow, findAction } from '../store/actions.ts'
import type { Database } from '../store/database.ts'

export type WaitForAction = (
  id: Hex,
  options: { timeoutMs: number; signal?: AbortSignal },
) => Promise<ActionRow | undefined>

const isSettled = (action: ActionRow | undefined) =>
  !action || action.status === 'recorded' || action.status === 'final' || action.status === 'failed'

/**
 * Waits until an action is recorded or failed, woken by notices; works in processes that relay nothing.
 *
 * @returns The action as it is then, or as it is when the time is over; nothing when it is not known.
 */
export function createActionWaiter({ database }: { database: Database }): {
  wait: WaitForAction
  close(): void
} {
  const { db, notices } = database
  const waiters = new Map<Hex, Set<() => void>>()
  const stop = notices.listen('cinnabar_outcome', (payload) => {
    const ids = payload === '' ? [...waiters.keys()] : (payload.split(',') as Hex[])
    for (const id of ids) for (const wake of waiters.get(id) ?? []) wake()
  })
  return {
    async wait(id, { timeoutMs, signal }) {
      const until = performance.now() + timeoutMs
      for (;;) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const set = waiters.get(id) ?? new Set()
        waiters.set(id, set.add(resolve))
        // A notice can be missed while its connection is made again: then this clock finds the row.
        const timer = setTimeout(resolve, Math.max(0, Math.min(1_000, until - performance.now())))
        signal?.addEventListener('abort', () => resolve(), { once: true })
        try {
          const action = await findAction(db, id)
          if (isSettled(action) || performance.now() >= until || signal?.aborted) return action
          await promise
        } finally {
          clearTimeout(timer)
          set.delete(resolve)
          if (set.size === 0) waiters.delete(id)
        }
      }
    },
    close: stop,
  }
}
