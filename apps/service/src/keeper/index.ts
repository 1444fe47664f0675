import type { Rpc } from '@cinnabar/ledger'
import {
  type Address,
  concatHex,
  decodeTerms,
  encodeWord,
  type Hex,
  hashText,
  keccak256,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { encodeFunctionData } from 'viem'
import { readLedgerClock } from '../ledgerClock.ts'
import type { Logger } from '../log.ts'
import { describeReason } from '../reason.ts'
import { insertAction } from '../store/actions.ts'
import type { Database } from '../store/database.ts'
import { countDueOrders, findNextDeadline, listDueOrders, type OrderRow } from '../store/orders.ts'

export type KeeperHealth = {
  readonly status: 'keeping' | 'failing' | 'stopped'
  /** Orders whose deadline has passed, as far as was seen. */
  readonly due: number
  /** When the next deadline passes, unix seconds on the ledger. */
  readonly nextDeadlineAt?: number
  readonly reason?: string
}

/** Lapses what is due, so that no clock runs unseen. Anybody may do the same; twice does no harm. */
export type Keeper = {
  start(): void
  /** Looks for due orders now. */
  wake(): void
  stop(): Promise<void>
  /** One look. Answers how many lapses were asked for. */
  keep(): Promise<number>
  health(): KeeperHealth
}

export type KeeperOptions = {
  readonly database: Database
  readonly rpc: Rpc
  readonly escrow: Address
  readonly log: Logger
  readonly tenantId?: string
  readonly pollMs?: number
}

const MOST_AT_ONCE = 200
const LAPSE = hashText('lapse')

/** The id of the lapse of an order at a deadline: the same for every keeper, another for the next deadline. */
export function lapseId(order: Hex, deadlineAt: number): Hex {
  return keccak256(concatHex(LAPSE, order, encodeWord(BigInt(deadlineAt))))
}

export function createKeeper(options: KeeperOptions): Keeper {
  const { database, rpc, escrow, log, tenantId = 'default', pollMs = 1_000 } = options
  const { db } = database
  let running: Promise<void> | undefined
  let stopping = false
  let reason: string | undefined
  let due = 0
  let nextDeadlineAt: number | undefined
  let rest = Promise.withResolvers<void>()

  const keep = async (): Promise<number> => {
    nextDeadlineAt = await findNextDeadline(db)
    // A deadline is the last second that counts, so nothing is due before the clock is past the first of them.
    const now = nextDeadlineAt === undefined ? 0 : await readLedgerClock(rpc)
    if (nextDeadlineAt === undefined || now <= nextDeadlineAt) {
      due = 0
      return 0
    }
    due = await countDueOrders(db, { now })
    const orders = await listDueOrders(db, { now, limit: MOST_AT_ONCE, kind: 'lapse' })
    const calls = orders.map((order) => ({ order, data: encodeLapse(order) }))
    const answers = await rpc.batch(
      calls.map(({ data }) => ({ method: 'eth_call', params: [{ to: escrow, data }, 'pending'] })),
    )
    let asked = 0
    for (const [index, { order, data }] of calls.entries()) {
      // The pending block has the clock that counts. Refused: somebody was first, and the indexer will say so.
      if ('error' in answers[index]!) continue
      const id = lapseId(order.id, order.deadlineAt)
      const { created } = await insertAction(db, {
        id,
        tenantId,
        kind: 'lapse',
        orderId: order.id,
        toAddress: escrow,
        calldata: data,
      })
      if (!created) continue
      asked++
      log.info(
        { action: id, order: order.id, state: order.state, deadlineAt: order.deadlineAt },
        'lapse asked for',
      )
    }
    return asked
  }

  const follow = async () => {
    while (!stopping) {
      rest = Promise.withResolvers<void>()
      try {
        const asked = await keep()
        reason = undefined
        if (asked === MOST_AT_ONCE) continue
      } catch (error) {
        if (reason !== describeReason(error)) log.error({ err: error }, 'keeper cannot go on')
        reason = describeReason(error)
      }
      const timer = setTimeout(rest.resolve, pollMs)
      await rest.promise.finally(() => clearTimeout(timer))
    }
  }

  return {
    start() {
      stopping = false
      running ??= follow()
    },
    wake: () => rest.resolve(),
    async stop() {
      stopping = true
      rest.resolve()
      await running
      running = undefined
    },
    keep,
    health: () => ({
      status: running ? (reason === undefined ? 'keeping' : 'failing') : 'stopped',
      due,
      ...(nextDeadlineAt !== undefined && { nextDeadlineAt }),
      ...(reason !== undefined && { reason }),
    }),
  }
}

function encodeLapse({ terms }: OrderRow): Hex {
  return encodeFunctionData({ abi: escrowAbi, functionName: 'lapse', args: [decodeTerms(terms)] })
}
