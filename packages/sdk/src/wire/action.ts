import type { ActionJson, ActionKind, ActionStatus } from '@cinnabar/api-schema'
import type { Address, Hex, UnixSeconds } from '@cinnabar/protocol'
import { parseInstant } from './instant.ts'

/** A signed action on its way to the ledger. */
export type Action = {
  /** The signed digest: posting the same again answers this action. */
  readonly id: Hex
  readonly kind: ActionKind
  readonly order: Hex | null
  readonly account: Address | null
  readonly status: ActionStatus
  readonly transactionHash: Hex | null
  readonly error: { readonly code: string; readonly detail: string } | null
  /** For one side of a settlement: the action that carries both signatures. */
  readonly carriedBy: Hex | null
  readonly createdAt: UnixSeconds
  readonly recordedAt: UnixSeconds | null
}

/** Reads an action of the API. */
export function decodeAction(json: ActionJson): Action {
  return {
    id: json.id,
    kind: json.kind,
    order: json.order,
    account: json.account,
    status: json.status,
    transactionHash: json.transactionHash,
    error: json.error,
    carriedBy: json.carriedBy ?? null,
    createdAt: parseInstant(json.createdAt),
    recordedAt: json.recordedAt === null ? null : parseInstant(json.recordedAt),
  }
}
