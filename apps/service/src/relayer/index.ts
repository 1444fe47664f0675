import type { Rpc } from '@cinnabar/ledger'
import type { Address } from '@cinnabar/protocol'
import type { Logger } from '../log.ts'
import { countOpenActions, listSignedActions } from '../store/actions.ts'
import type { Database } from '../store/database.ts'
import { listOpenTransactions, markTransactionsSent } from '../store/transactions.ts'
import type { RelayContext, RelayPoint } from './context.ts'
import { finalize } from './finalize.ts'
import { prepare, type Stored } from './prepare.ts'
import { describeReason } from '../reason.ts'
import type { RelayProfile } from './profile.ts'
import { send } from './send.ts'
import { settle } from './settle.ts'
import type { Signer } from './signer.ts'

export type { RelayPoint } from './context.ts'
export { EMBEDDED_PROFILE, PUBLIC_PROFILE, type RelayProfile } from './profile.ts'
export { createKeySigner, openFileSigner, type Signer } from './signer.ts'

export type RelayerHealth = {
  readonly status: 'relaying' | 'failing' | 'stopped'
  readonly address: Address
  readonly signed: number
  readonly sent: number
  readonly reason?: string
}

/** Executes signed actions: each exactly once, whatever dies in between. */
export type Relayer = {
  start(): void
  /** Looks for signed actions now. */
  wake(): void
  stop(): Promise<void>
  health(): Promise<RelayerHealth>
}

export type RelayerOptions = {
  readonly database: Database
  readonly rpc: Rpc
  readonly signer: Signer
  readonly chainId: number
  readonly profile: RelayProfile
  readonly log: Logger
  /** Transactions under way at most. */
  readonly inFlight?: number
  /** Waits for the indexer, before an outcome is told; not for long. */
  readonly untilIndexed?: (blockNumber: number) => Promise<unknown>
  /** For tests: called at each point of a round. */
  readonly reached?: (point: RelayPoint) => Promise<void>
}

const IDLE_MS = 1_000
const RETRY_MS = 500

export function createRelayer(options: RelayerOptions): Relayer {
  const { database, profile, log, inFlight = 250 } = options
  const { db } = database
  const context: RelayContext = {
    ...options,
    db,
    untilIndexed: options.untilIndexed ?? (async () => {}),
    reached: options.reached ?? (async () => {}),
  }
  let running: Promise<void> | undefined
  let stopping = false
  let reason: string | undefined
  let wanted = false
  let rest = Promise.withResolvers<void>()

  /** Settles what is open, sends again what got lost, then takes what waits. Answers how much stays open. */
  const round = async (): Promise<{ taken: number; open: number }> => {
    const relayer = context.signer.address
    let [open, fresh] = await Promise.all([
      listOpenTransactions(db, { relayer, limit: inFlight }),
      listSignedActions(db, { limit: inFlight }),
    ])
    if (open.length > 0) {
      open = await settle(context, open)
      const silent = open.filter(({ status, sentAt }) => status === 'stored' || isSilent(sentAt))
      if (silent.length > 0) {
        open = await deliver(silent, open)
      }
    }
    fresh = fresh.slice(0, inFlight - open.length)
    if (fresh.length === 0) return { taken: 0, open: open.length }
    const stored = await prepare(context, fresh)
    if (stored.length === 0) return { taken: 0, open: open.length }
    const left = await deliver(stored, stored)
    return { taken: stored.length, open: open.length + left.length }
  }

  /** Sends, and settles what has its receipt at once; the rest is marked, and looked for later. */
  const deliver = async <Transaction extends Stored>(
    transactions: readonly Transaction[],
    open: readonly Transaction[],
  ): Promise<Transaction[]> => {
    const sent = new Set(await send(context, transactions))
    const left = await settle(context, open)
    await markTransactionsSent(
      db,
      left.flatMap(({ hash }) => (sent.has(hash) ? hash : [])),
    )
    await context.reached('marked')
    return left
  }

  const isSilent = (sentAt: Date | null) => !sentAt || Date.now() - sentAt.getTime() > profile.resendMs

  const relay = async () => {
    while (!stopping) {
      wanted = false
      rest = Promise.withResolvers<void>()
      let pause = IDLE_MS
      try {
        const { taken, open } = await round()
        await finalize(context)
        reason = undefined
        if (taken > 0 && open < inFlight) continue
        if (open > 0) pause = profile.pollMs
      } catch (error) {
        if (reason !== describeReason(error)) log.error({ err: error }, 'relayer cannot go on')
        reason = describeReason(error)
        wanted = false
        context.nextNonce = undefined
        pause = RETRY_MS
      }
      if (!wanted) await pauseFor(pause)
    }
  }

  const pauseFor = (ms: number) => {
    const timer = setTimeout(rest.resolve, ms)
    return rest.promise.finally(() => clearTimeout(timer))
  }
  const wake = () => {
    wanted = true
    rest.resolve()
  }
  let unlisten = () => {}

  return {
    start() {
      stopping = false
      unlisten = database.notices.listen('cinnabar_action', wake)
      running ??= relay()
    },
    wake,
    async stop() {
      stopping = true
      unlisten()
      rest.resolve()
      await running
      running = undefined
    },
    async health() {
      const counts = await countOpenActions(db)
      const status = running ? (reason === undefined ? 'relaying' : 'failing') : 'stopped'
      return { status, address: context.signer.address, ...counts, ...(reason !== undefined && { reason }) }
    },
  }
}
