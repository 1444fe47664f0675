import type { ActionJson, ActionStatus } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { pause, request } from '../request.ts'
import { type Action, decodeAction } from '../wire/action.ts'

/** The ledger refused the action after the service had accepted it: something else came first. */
export class ActionFailedError extends Error {
  /** The protocol's reason, such as STATE_MISMATCH. */
  readonly code: string
  readonly retryable = false
  readonly action: Action
  constructor({ action }: { action: Action }) {
    super(`${action.kind} was refused by the ledger: ${action.error?.detail ?? 'no reason is known'}`)
    this.name = 'ActionFailedError'
    this.code = action.error?.code ?? 'ACTION_FAILED'
    this.action = action
  }
}

/** The action is still on its way after the time that the caller gave it. It may be recorded later. */
export class ActionPendingError extends Error {
  readonly code = 'ACTION_PENDING'
  readonly retryable = true
  readonly action: Action
  constructor({ action }: { action: Action }) {
    super(`${action.kind} ${action.id} is ${action.status} and not recorded yet: wait for it again`)
    this.name = 'ActionPendingError'
    this.action = action
  }
}

const POLL_SECONDS = 20
/** A service that answers too soon is not asked in a storm. */
const PAUSE_MS = 50
const DONE: readonly ActionStatus[] = ['recorded', 'final']

/**
 * Waits until an action is recorded on the ledger.
 *
 * @param parameters.for - `'final'` waits until no reorganisation can take it back.
 * @throws ActionFailedError, ActionPendingError, ApiError, ConnectionError, or the signal's reason.
 */
export async function waitForAction(
  client: Client,
  {
    id,
    for: goal = 'recorded',
    timeoutMs = 120_000,
    signal,
  }: { id: Hex; for?: 'recorded' | 'final'; timeoutMs?: number; signal?: AbortSignal | undefined },
): Promise<Action> {
  const endsAt = Date.now() + timeoutMs
  for (;;) {
    const wait = Math.max(0, Math.min(POLL_SECONDS, Math.ceil((endsAt - Date.now()) / 1000)))
    const json = await request<ActionJson>(client, {
      path: `/actions/${id}`,
      query: { wait, for: goal === 'final' ? goal : undefined },
      waitMs: wait * 1000,
      signal,
    })
    const action = decodeAction(json)
    if (action.status === 'failed') throw new ActionFailedError({ action })
    if (action.status === 'final' || (goal === 'recorded' && DONE.includes(action.status))) return action
    if (Date.now() >= endsAt) throw new ActionPendingError({ action })
    await pause(PAUSE_MS, signal)
  }
}
