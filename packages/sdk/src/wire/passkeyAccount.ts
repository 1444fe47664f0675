import type { PasskeyAccountJson } from '@cinnabar/api-schema'
import type { Address, Credential } from '@cinnabar/protocol'
import { type Action, decodeAction } from './action.ts'

/** An account whose owner is a passkey, as the ledger has it. */
export type PasskeyAccount = {
  readonly address: Address
  readonly factory: Address
  readonly credentials: readonly Credential[]
  readonly guardian: Address | null
  /** Whether its code is on the ledger. */
  readonly isCreated: boolean
  /** The action that puts it there; null when it was there before. */
  readonly creation: Action | null
}

/** Reads a passkey account of the API. */
export function decodePasskeyAccount({ creation, ...json }: PasskeyAccountJson): PasskeyAccount {
  return { ...json, creation: creation && decodeAction(creation) }
}
