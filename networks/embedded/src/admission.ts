import type { Accounts } from './accounts.ts'
import { type CheckedTransaction, checkTransaction, TransactionRefusedError } from './transaction.ts'
import { createWaiting, type Entry } from './waiting.ts'

/** More waits than the ledger can take soon. */
export class LedgerBusyError extends Error {
  readonly code = 'LEDGER_BUSY'
  readonly retryable = true
}

const MOST_QUEUED = 20_000

export interface Admission {
  /**
   * Checks a signed transaction and queues it. The same bytes again wait with the first, or are answered from the
   * chain.
   *
   * @returns Its hash, once its block is durable and executed.
   * @throws TransactionRefusedError | LedgerBusyError, or what `findStop` says.
   */
  submit(raw: Uint8Array): Promise<`0x${string}`>
  /** Queues again what was in a block that could not be made, in order. */
  resubmit(entries: Entry[]): void
  /** What waits for a block, first come first. The sequencer takes from its front. */
  readonly queue: Entry[]
  rejectAll(error: Error): void
}

/** Lets transactions in, each sender's in the order of their nonces. */
export function createAdmission(options: {
  chainId: number
  accounts: Accounts
  /** Why nothing can be taken at present. */
  findStop(): Error | undefined
  isRecorded(hash: `0x${string}`): Promise<boolean>
  onQueued(): void
}): Admission {
  const { accounts } = options
  const queue: Entry[] = []
  const waiting = createWaiting()
  const pending = new Map<`0x${string}`, Promise<`0x${string}`>>()

  const enqueue = (first: Entry) => {
    for (let entry: Entry | undefined = first; entry; ) {
      const { from, nonce } = entry.transaction
      accounts.setNonce(from, nonce + 1)
      entry.queuedAt = performance.now()
      queue.push(entry)
      entry = waiting.take(from, nonce + 1)
    }
    options.onQueued()
  }
  const refuseLowNonce = async (entry: Entry, expected: number) => {
    const { hash, from, nonce } = entry.transaction
    if (await options.isRecorded(hash)) return entry.resolve(hash)
    const isQueued = queue.some(
      (other) => other.transaction.from === from && other.transaction.nonce === nonce,
    )
    entry.reject(
      isQueued
        ? new TransactionRefusedError(
            'REPLACEMENT',
            `another transaction with nonce ${nonce} of ${from} is already taken; it cannot be replaced`,
          )
        : new TransactionRefusedError(
            'NONCE_TOO_LOW',
            `nonce too low: the next of ${from} is ${expected}, the transaction has ${nonce}`,
          ),
    )
  }
  const admit = async (entry: Entry) => {
    const { from, nonce } = entry.transaction
    while (accounts.findNonce(from) === undefined) await accounts.loadNonce(from)
    const stop = options.findStop()
    if (stop) return entry.reject(stop)
    const expected = accounts.findNonce(from)!
    if (nonce < expected) return refuseLowNonce(entry, expected)
    if (nonce > expected) return waiting.hold(entry, expected)
    if (queue.length >= MOST_QUEUED)
      return entry.reject(new LedgerBusyError('The ledger has too much to do. Try again in a second.'))
    enqueue(entry)
  }

  return {
    queue,
    submit(raw) {
      let transaction: CheckedTransaction
      try {
        const stop = options.findStop()
        if (stop) throw stop
        transaction = checkTransaction(raw, options.chainId)
      } catch (error) {
        return Promise.reject(error)
      }
      const known = pending.get(transaction.hash)
      if (known) return known
      const answer = new Promise<`0x${string}`>((resolve, reject) => {
        admit({ transaction, resolve, reject, queuedAt: 0 }).catch(reject)
      })
      pending.set(transaction.hash, answer)
      const forget = () => pending.delete(transaction.hash)
      answer.then(forget, forget)
      return answer
    },
    resubmit(entries) {
      for (const entry of entries) admit(entry).catch(entry.reject)
    },
    rejectAll(error) {
      waiting.rejectAll(error)
      for (const entry of queue.splice(0)) entry.reject(error)
      accounts.clear()
    },
  }
}
