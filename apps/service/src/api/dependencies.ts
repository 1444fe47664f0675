import type { Address, Hex, Seconds, UnixSeconds } from '@cinnabar/protocol'
import type { Registry } from 'prom-client'
import type { Logger } from '../log.ts'
import type { Rpc } from '@cinnabar/ledger'
import type { CreationLimits } from '../store/accountCreations.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from './details/vault.ts'

/** The ledger that this process serves. */
export type ServedNetwork = {
  readonly name: string
  readonly chainId: number
  readonly genesis: Hex
  readonly escrow: Address
  /** Contracts around the escrow, by name, as far as they are there. */
  readonly around?: Readonly<Record<string, Address>> | undefined
  /** Tokens that orders can be in. */
  readonly tokens: readonly Address[]
  /** The one of them that is worth nothing and has a faucet. */
  readonly testToken?: Address | undefined
}

/** Who is signed in, and for which tenant. */
export type SignedIn = { readonly userId: string; readonly tenantId: string }

/** What the API asks of sign-in: the folder `auth` has it. */
export type Sessions = {
  /** Serves everything below `/v1/auth`. */
  handle(request: Request): Promise<Response>
  /** Who sent these headers, if anybody is signed in. */
  findSession(headers: Headers): Promise<SignedIn | undefined>
}

/** One part's own word about how it is. */
export type HealthCheck = () => { ok: boolean; detail?: string } | Promise<{ ok: boolean; detail?: string }>

/** What only a demo ledger can do. */
export type Demo = {
  /** Moves the clock and answers its new time. */
  advanceClock(seconds: Seconds): Promise<UnixSeconds>
}

/** Room for a shop behind one address, at most some 140 million gas an hour in all. */
export const CREATION_LIMITS: CreationLimits = { perClient: 60, total: 600 }

export type ApiDependencies = {
  readonly database: Database
  readonly rpc: Rpc
  readonly network: ServedNetwork
  /** Who sends transactions: simulated calls come from there. */
  readonly relayer: { readonly address: Address; wake?(): void }
  readonly sessions: Sessions
  /** Keeps sealed details. */
  readonly vault: Vault
  readonly log: Logger
  /** The ledger's clock; read from the ledger when left out. */
  readonly clock?: { now(): UnixSeconds | Promise<UnixSeconds> }
  readonly health?: Readonly<Record<string, HealthCheck>>
  readonly metrics?: Registry
  readonly demo?: Demo
  /** How many passkey accounts are created within an hour; {@link CREATION_LIMITS} when left out. */
  readonly creationLimits?: CreationLimits | undefined
  /** How many proxies of the operator's own requests pass; none when left out. */
  readonly proxies?: number | undefined
  /** Origins of pages that may send requests with cookies. */
  readonly origins?: readonly string[]
}
