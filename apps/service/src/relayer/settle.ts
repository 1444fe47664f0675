import { takeResult } from '@cinnabar/ledger'
import type { Hex } from '@cinnabar/protocol'
import { type ActionOutcome, listActionsById, recordOutcomes, returnActions } from '../store/actions.ts'
import { listAttempts, recordTransactions } from '../store/transactions.ts'
import type { RelayContext } from './context.ts'
import { decodeRevert, type Refusal } from './decodeRevert.ts'
import { findFailedPermits, type Log } from './permits.ts'
import type { Stored } from './prepare.ts'

type Receipt = {
  readonly transactionHash: Hex
  readonly status: Hex
  readonly blockNumber: Hex
  readonly gasUsed: Hex
  readonly logs: readonly Log[]
}

/**
 * Looks for receipts and writes what they say. A transaction whose nonce another one used is given up, and its
 * action waits for a new one.
 *
 * @returns Those whose fate is still open.
 */
export async function settle<Transaction extends Stored>(
  context: RelayContext,
  transactions: readonly Transaction[],
): Promise<Transaction[]> {
  const found = await readReceipts(
    context,
    transactions.map(({ hash }) => hash),
  )
  const missing = transactions.filter(({ hash }) => !found.has(hash))
  const { recovered, superseded, lost } = await findReplaced(context, missing)
  await context.reached('receipts')
  const settled: Stored[] = [...transactions.filter(({ hash }) => found.has(hash)), ...recovered.keys()]
  const receipts = new Map([
    ...found,
    ...[...recovered].map(([{ hash }, receipt]) => [hash, receipt] as const),
  ])
  const included = settled.flatMap((transaction) => {
    const receipt = receipts.get(transaction.hash)!
    return isIncluded(receipt) ? [{ ...transaction, logs: receipt.logs }] : []
  })
  const refusals = new Map([
    ...(await explainReverts(context, settled, receipts)),
    ...(await findFailedPermits(context, included)),
  ])
  if (settled.length > 0) {
    await context.untilIndexed(
      Math.max(...settled.map(({ hash }) => Number(receipts.get(hash)!.blockNumber))),
    )
  }
  const given = [...superseded, ...lost]
  const done = new Set([...settled, ...given].map(({ hash }) => hash))
  if (done.size > 0) {
    await context.db.transaction(async (tx) => {
      await recordTransactions(tx, [
        ...settled.map(({ hash }) => toTransactionOutcome(hash, receipts.get(hash)!)),
        ...given.map(({ hash }) => ({ hash, status: 'replaced' as const })),
      ])
      await recordOutcomes(
        tx,
        settled.flatMap((transaction) => toOutcome(context, transaction, receipts, refusals)),
      )
      await returnActions(
        tx,
        lost.flatMap(({ actionId }) => actionId ?? []),
      )
    })
    for (const { hash, actionId, requestId } of settled) {
      const status = refusals.has(hash) ? 'failed' : 'recorded'
      const errorCode = refusals.get(hash)?.errorCode
      context.log.info(
        { action: actionId, transaction: hash, requestId, status, errorCode },
        'transaction settled',
      )
    }
    for (const { hash, nonce, actionId } of lost) {
      context.log.error({ transaction: hash, nonce, action: actionId }, 'another transaction used the nonce')
    }
  }
  await context.reached('settled')
  return transactions.filter(({ hash }) => !done.has(hash))
}

async function readReceipts({ rpc }: RelayContext, hashes: readonly Hex[]): Promise<Map<Hex, Receipt>> {
  const answers = await rpc.batch<Receipt | null>(
    hashes.map((hash) => ({ method: 'eth_getTransactionReceipt', params: [hash] })),
  )
  const receipts = answers.flatMap((answer) => takeResult(answer) ?? [])
  return new Map(receipts.map((receipt) => [receipt.transactionHash, receipt]))
}

/** Of transactions without receipt, those whose nonce is used up: by another attempt of ours, or by a stranger. */
async function findReplaced<Transaction extends Stored>(
  context: RelayContext,
  missing: readonly Transaction[],
): Promise<{ recovered: Map<Stored, Receipt>; superseded: Transaction[]; lost: Transaction[] }> {
  const recovered = new Map<Stored, Receipt>()
  const superseded: Transaction[] = []
  const lost: Transaction[] = []
  const count = missing.length === 0 ? 0 : await readFinalCount(context)
  const gone = missing.filter(({ nonce }) => nonce < count)
  if (gone.length === 0) return { recovered, superseded, lost }
  const nonces = gone.map(({ nonce }) => nonce)
  const attempts = await listAttempts(context.db, { relayer: context.signer.address, nonces })
  // Read after the count: what is not there now was not what used the nonce.
  const receipts = await readReceipts(
    context,
    attempts.map(({ hash }) => hash),
  )
  for (const transaction of gone) {
    const used = attempts.find(({ nonce, hash }) => nonce === transaction.nonce && receipts.has(hash))
    if (used) recovered.set(used, receipts.get(used.hash)!)
    if (!used) lost.push(transaction)
    else if (used.hash !== transaction.hash) superseded.push(transaction)
  }
  return { recovered, superseded, lost }
}

/** How many nonces are used for good. */
async function readFinalCount({ rpc, signer, profile }: RelayContext): Promise<number> {
  if (profile.confirmations === 0) {
    return Number(await rpc.request<Hex>('eth_getTransactionCount', [signer.address, 'latest']))
  }
  const head = Number(await rpc.request<Hex>('eth_blockNumber'))
  if (head < profile.confirmations) return 0
  const block = `0x${(head - profile.confirmations).toString(16)}`
  return Number(await rpc.request<Hex>('eth_getTransactionCount', [signer.address, block]))
}

/** A receipt says that a call reverted, not why: the call is made again where it was refused. */
async function explainReverts(
  { db, rpc, signer, profile }: RelayContext,
  settled: readonly Stored[],
  receipts: ReadonlyMap<Hex, Receipt>,
): Promise<Map<Hex, Refusal>> {
  const reverted = settled.filter(({ hash, actionId }) => actionId && !isIncluded(receipts.get(hash)!))
  if (reverted.length === 0) return new Map()
  const actions = new Map(
    (
      await listActionsById(
        db,
        reverted.map(({ actionId }) => actionId!),
      )
    ).map((row) => [row.id, row]),
  )
  const calls = reverted.flatMap(({ hash, actionId }) => {
    const { toAddress, calldata } = actions.get(actionId!)!
    const { blockNumber, gasUsed } = receipts.get(hash)!
    const call = { from: signer.address, to: toAddress, data: calldata }
    const before = `0x${(Number(blockNumber) - 1).toString(16)}`
    return [blockNumber, before, 'latest'].map((block) => ({
      hash,
      gasUsed,
      method: 'eth_call',
      params: [call, block],
    }))
  })
  const answers = await rpc.batch(calls.map(({ method, params }) => ({ method, params })))
  const refusals = new Map<Hex, Refusal>()
  for (const [index, answer] of answers.entries()) {
    const { hash } = calls[index]!
    if (!refusals.has(hash) && 'error' in answer && answer.error.revertData)
      refusals.set(hash, decodeRevert(answer.error.revertData))
  }
  for (const { hash, gasUsed } of calls) {
    if (refusals.has(hash)) continue
    const isOutOfGas = profile.gas !== 'estimate' && Number(gasUsed) > profile.gas * 0.98
    refusals.set(hash, { errorCode: isOutOfGas ? 'OUT_OF_GAS' : 'EXECUTION_REVERTED', errorDetail: {} })
  }
  return refusals
}

function isIncluded({ status }: Receipt): boolean {
  return status !== '0x0'
}

function toTransactionOutcome(hash: Hex, receipt: Receipt) {
  const status = isIncluded(receipt) ? ('included' as const) : ('reverted' as const)
  return { hash, status, blockNumber: Number(receipt.blockNumber) }
}

function toOutcome(
  { profile }: RelayContext,
  { hash, actionId }: Stored,
  receipts: ReadonlyMap<Hex, Receipt>,
  refusals: ReadonlyMap<Hex, Refusal>,
): ActionOutcome[] {
  if (!actionId) return []
  const receipt = receipts.get(hash)!
  const place = { id: actionId, transactionHash: hash, blockNumber: Number(receipt.blockNumber) }
  if (!isIncluded(receipt) || refusals.has(hash))
    return [{ ...place, status: 'failed', ...refusals.get(hash) }]
  return [{ ...place, status: profile.confirmations === 0 ? 'final' : 'recorded' }]
}
