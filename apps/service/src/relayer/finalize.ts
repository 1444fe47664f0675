import { takeResult } from '@cinnabar/ledger'
import type { Hex } from '@cinnabar/protocol'
import { finalizeActions, markActionsUnsettled } from '../store/actions.ts'
import { listRecordedTransactions, recordTransactions } from '../store/transactions.ts'
import type { RelayContext } from './context.ts'

/**
 * Makes outcomes final that are deep enough, after looking again: what a reorganisation took back is open again.
 */
export async function finalize({ db, rpc, profile, log }: RelayContext): Promise<void> {
  if (profile.confirmations === 0) return
  const head = Number(await rpc.request<Hex>('eth_blockNumber'))
  const throughBlock = head - profile.confirmations
  const transactions = await listRecordedTransactions(db, { throughBlock, limit: 500 })
  if (transactions.length === 0) return
  const answers = await rpc.batch<{ blockNumber: Hex } | null>(
    transactions.map(({ hash }) => ({ method: 'eth_getTransactionReceipt', params: [hash] })),
  )
  const confirmed: Hex[] = []
  const moved: typeof transactions = []
  for (const [index, transaction] of transactions.entries()) {
    const receipt = takeResult(answers[index]!)
    if (receipt && Number(receipt.blockNumber) <= throughBlock) confirmed.push(transaction.actionId!)
    else moved.push(transaction)
  }
  await db.transaction(async (tx) => {
    await finalizeActions(tx, confirmed)
    await recordTransactions(
      tx,
      moved.map(({ hash }) => ({ hash, status: 'sent' as const })),
    )
    await markActionsUnsettled(
      tx,
      moved.map(({ actionId }) => actionId!),
    )
  })
  for (const { hash, actionId } of moved)
    log.warn({ transaction: hash, action: actionId }, 'outcome taken back')
}
