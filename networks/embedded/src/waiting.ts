import { type CheckedTransaction, TransactionRefusedError } from './transaction.ts'

/** A transaction on its way into a block, and who waits for it. */
export interface Entry {
  transaction: CheckedTransaction
  /** When it was taken into the queue, by `performance.now()`. */
  queuedAt: number
  resolve(hash: `0x${string}`): void
  reject(error: Error): void
}

/** How long a transaction whose nonce comes too early is kept for the ones before it, milliseconds. */
export const HOLD_MS = 1_000
const MOST_HELD = 5_000

/** Transactions that came before the ones they follow, as happens on parallel connections. */
export interface Waiting {
  /** Keeps an entry until `take`, or refuses it after HOLD_MS. Refused at once when too many are kept. */
  hold(entry: Entry, nextNonce: number): void
  /** Takes out the entry of a sender's nonce, when there is one. */
  take(from: `0x${string}`, nonce: number): Entry | undefined
  rejectAll(error: Error): void
}

export function createWaiting(): Waiting {
  const held = new Map<string, { entry: Entry; timer: NodeJS.Timeout }>()
  const key = (from: string, nonce: number) => `${from}:${nonce}`
  return {
    hold(entry, nextNonce) {
      const { from, nonce } = entry.transaction
      const at = key(from, nonce)
      const refusal = new TransactionRefusedError(
        'NONCE_TOO_HIGH',
        `nonce too high: the next of ${from} is ${nextNonce}, the transaction has ${nonce}`,
      )
      if (held.has(at) || held.size >= MOST_HELD) return entry.reject(refusal)
      const timer = setTimeout(() => {
        held.delete(at)
        entry.reject(refusal)
      }, HOLD_MS)
      held.set(at, { entry, timer })
    },
    take(from, nonce) {
      const found = held.get(key(from, nonce))
      if (!found) return undefined
      clearTimeout(found.timer)
      held.delete(key(from, nonce))
      return found.entry
    },
    rejectAll(error) {
      for (const { entry, timer } of held.values()) {
        clearTimeout(timer)
        entry.reject(error)
      }
      held.clear()
    },
  }
}
