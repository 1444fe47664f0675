import type { RpcError } from '@cinnabar/ledger'
import { type Hex, keccak256 } from '@cinnabar/protocol'
import { recordOutcomes } from '../store/actions.ts'
import { insertTransactions, recordTransactions } from '../store/transactions.ts'
import type { RelayContext } from './context.ts'
import type { Stored } from './prepare.ts'
import { readFees } from './profile.ts'

/** Characters of one request to the ledger. */
const MOST_REQUEST_LENGTH = 4_000_000

/** Refusals that say nothing about the transaction itself: it is kept, and its receipt decides. */
const TRANSIENT_CODES = new Set(['NONCE_TOO_LOW', 'NONCE_TOO_HIGH', 'REPLACEMENT', 'FATE_UNKNOWN'])
const TRANSIENT =
  /nonce|already known|already imported|known transaction|replacement|underpriced|insufficient funds|limit exceeded|too many|busy|timeout|timed out|pool is full|try again|unavailable/i

/**
 * Sends stored transactions. One that can never be executed gives its nonce to a filler and its action fails.
 *
 * @returns The hashes that the ledger took.
 */
export async function send(context: RelayContext, transactions: readonly Stored[]): Promise<Hex[]> {
  const sent: Hex[] = []
  for (const chunk of cutChunks(transactions)) {
    const answers = await context.rpc.batch<Hex>(
      chunk.map(({ raw }) => ({ method: 'eth_sendRawTransaction', params: [raw] })),
    )
    await context.reached('sent')
    for (const [index, answer] of answers.entries()) {
      const transaction = chunk[index]!
      if ('result' in answer) sent.push(transaction.hash)
      else if (isTransient(answer.error)) {
        context.log.debug({ transaction: transaction.hash, reason: answer.error.message }, 'transaction kept')
      } else await fillNonce(context, transaction, answer.error)
    }
  }
  return sent
}

function isTransient({ retryable, ledgerCode, message }: RpcError): boolean {
  if (retryable) return true
  return ledgerCode ? TRANSIENT_CODES.has(ledgerCode) : TRANSIENT.test(message)
}

/** Nonces are contiguous: what was refused leaves none open, or all that follow would wait for ever. */
async function fillNonce(context: RelayContext, refused: Stored, error: RpcError): Promise<void> {
  const { db, rpc, signer, chainId, log } = context
  const { nonce, hash, actionId, tenantId, requestId } = refused
  log.error(
    { transaction: hash, nonce, action: actionId, requestId, reason: error.message },
    'transaction refused',
  )
  const fees = await readFees(rpc, context.profile)
  const raw = await signer.signTransaction({
    chainId,
    nonce,
    to: signer.address,
    data: '0x',
    gas: 21_000n,
    ...fees,
  })
  const filler = { hash: keccak256(raw), raw, nonce, tenantId, actionId: null, requestId: null }
  if (filler.hash === hash) return
  await db.transaction(async (tx) => {
    await recordTransactions(tx, [{ hash, status: 'replaced' }])
    await insertTransactions(tx, [{ relayer: signer.address, attempt: 1, ...filler }])
    const errorDetail = { reason: error.message, ...(error.ledgerCode && { ledgerCode: error.ledgerCode }) }
    if (actionId) {
      await recordOutcomes(tx, [
        { id: actionId, status: 'failed', errorCode: 'TRANSACTION_REFUSED', errorDetail },
      ])
    }
  })
  await rpc.batch([{ method: 'eth_sendRawTransaction', params: [raw] }])
}

function* cutChunks(transactions: readonly Stored[]): Generator<Stored[]> {
  let chunk: Stored[] = []
  let length = 0
  for (const transaction of transactions) {
    if (chunk.length > 0 && length + transaction.raw.length > MOST_REQUEST_LENGTH) {
      yield chunk
      chunk = []
      length = 0
    }
    chunk.push(transaction)
    length += transaction.raw.length + 100
  }
  if (chunk.length > 0) yield chunk
}
