import { setImmediate as breathe } from 'node:timers/promises'
import type { RpcAnswer, RpcError } from '@cinnabar/ledger'
import { type Hex, keccak256 } from '@cinnabar/protocol'
import {
  type ActionOutcome,
  type ActionRow,
  listOrdersInFlight,
  markActionsSent,
  recordOutcomes,
} from '../store/actions.ts'
import { findLastNonce, insertTransactions, type TransactionRow } from '../store/transactions.ts'
import type { RelayContext } from './context.ts'
import { decodeRevert } from './decodeRevert.ts'
import { type Fees, readFees } from './profile.ts'

/** What a network takes at most, less the envelope. */
const MOST_CALLDATA_BYTES = 120_000
/**
 * Gas of a permit at least, where calls are estimated: the contract ignores a permit that fails, so an estimate may
 * find the gas with which it fails.
 */
const LEAST_PERMIT_GAS = 300_000n
/** Signatures made before other work has its turn. */
const SIGNED_PER_BREATH = 8

/** Thrown when actions were taken while they were prepared: another relayer has the lead. */
export class ActionsTakenError extends Error {
  readonly code = 'ACTIONS_TAKEN'
  readonly retryable = true
  constructor() {
    super('another relayer took the same actions')
    this.name = 'ActionsTakenError'
  }
}

export type Stored = Pick<TransactionRow, 'hash' | 'raw' | 'nonce' | 'actionId' | 'requestId' | 'tenantId'>

/**
 * Signs a transaction for each action and stores them with their nonces, before any is sent. Actions that cannot
 * be sent at all are failed here and take no nonce.
 */
export async function prepare(context: RelayContext, actions: readonly ActionRow[]): Promise<Stored[]> {
  const { db, signer } = context
  await context.reached('picked')
  const fees = await readFees(context.rpc, context.profile)
  const { gas, failed } = await decideGas(context, actions)
  let nonce = context.nextNonce ?? (await findNextNonce(context))
  context.nextNonce = undefined
  const stored: Stored[] = []
  for (const action of actions) {
    const limit = gas.get(action.id)
    if (limit === undefined) continue
    if (stored.length % SIGNED_PER_BREATH === SIGNED_PER_BREATH - 1) await breathe()
    try {
      const raw = await sign(context, action, { nonce, gas: limit, fees })
      const { id: actionId, requestId, tenantId } = action
      stored.push({ hash: keccak256(raw), raw, nonce, actionId, requestId, tenantId })
      nonce++
    } catch (error) {
      failed.push(invalid(action, (error as Error).message))
    }
  }
  await context.reached('signed')
  await db.transaction(async (tx) => {
    const sent = stored.map(({ actionId, hash }) => ({ id: actionId!, transactionHash: hash }))
    if ((await markActionsSent(tx, sent)).length !== sent.length) throw new ActionsTakenError()
    await insertTransactions(
      tx,
      stored.map((row) => ({ relayer: signer.address, ...row })),
    )
    await recordOutcomes(tx, failed)
  })
  context.nextNonce = nonce
  await context.reached('stored')
  for (const { actionId, hash, nonce, requestId } of stored) {
    context.log.info({ action: actionId, transaction: hash, nonce, requestId }, 'transaction stored')
  }
  return stored
}

/** The next nonce: behind all that was given out, and behind what the ledger has of this key. */
async function findNextNonce({ db, rpc, signer, log }: RelayContext): Promise<number> {
  const last = await findLastNonce(db, signer.address)
  const count = Number(await rpc.request<Hex>('eth_getTransactionCount', [signer.address, 'latest']))
  const next = last === undefined ? 0 : last + 1
  if (count > next) log.warn({ expected: next, actual: count }, 'the relayer key was used elsewhere')
  return Math.max(next, count)
}

async function sign(
  { signer, chainId }: RelayContext,
  action: ActionRow,
  { nonce, gas, fees }: { nonce: number; gas: bigint; fees: Fees },
): Promise<Hex> {
  return signer.signTransaction({ chainId, nonce, to: action.toAddress, data: action.calldata, gas, ...fees })
}

/** Gas of each action that can be sent now; those that wait for others are in neither list. */
async function decideGas(
  context: RelayContext,
  actions: readonly ActionRow[],
): Promise<{ gas: Map<Hex, bigint>; failed: ActionOutcome[] }> {
  const { profile, rpc, signer } = context
  const failed: ActionOutcome[] = []
  const sendable = actions.filter((action) => {
    const isSmall = action.calldata.length / 2 <= MOST_CALLDATA_BYTES
    if (!isSmall) failed.push(invalid(action, `the call has more than ${MOST_CALLDATA_BYTES} bytes`))
    return isSmall
  })
  if (profile.gas !== 'estimate') {
    const least = profile.gas
    return { gas: new Map(sendable.map((action) => [action.id, fixedGas(least, action)])), failed }
  }
  const busy = new Set(await listOrdersInFlight(context.db))
  const answers = await rpc.batch<Hex>(
    sendable.map(({ toAddress, calldata }) => ({
      method: 'eth_estimateGas',
      params: [{ from: signer.address, to: toAddress, data: calldata }],
    })),
  )
  const gas = new Map<Hex, bigint>()
  for (const [index, action] of sendable.entries()) {
    const answer = answers[index]!
    if ('result' in answer) gas.set(action.id, estimatedGas(action, BigInt(answer.result)))
    else if (isRefused(answer) && !(action.orderId && busy.has(action.orderId))) {
      failed.push({ id: action.id, status: 'failed', ...decodeRevert(answer.error.revertData) })
    }
    // An earlier action on the same order may make this one possible: it waits for that one's receipt.
    if (action.orderId) busy.add(action.orderId)
  }
  return { gas, failed }
}

/** A quarter more than the estimate, and enough for what an estimate cannot know. */
function estimatedGas({ kind }: ActionRow, estimate: bigint): bigint {
  const gas = (estimate * 5n) / 4n
  return kind === 'permit' && gas < LEAST_PERMIT_GAS ? LEAST_PERMIT_GAS : gas
}

/** What a network's profile says, and more where the calldata alone (EIP-7623) would use it up. */
function fixedGas(least: number, { calldata }: ActionRow): bigint {
  return BigInt(Math.max(least, 1_000_000 + 20 * calldata.length))
}

function isRefused(answer: RpcAnswer<unknown>): answer is { error: RpcError } {
  return 'error' in answer && (answer.error.revertData !== undefined || /revert/i.test(answer.error.message))
}

function invalid({ id }: ActionRow, reason: string): ActionOutcome {
  return { id, status: 'failed', errorCode: 'TRANSACTION_INVALID', errorDetail: { reason } }
}
