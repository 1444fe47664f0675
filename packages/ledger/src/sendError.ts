import type { Hex } from '@cinnabar/protocol'
import type { RpcError } from './rpc.ts'

/** Why a transaction was not taken. */
export type SendRefusal =
  /** The nonce was used: by this transaction, or by another. Its receipt tells which. */
  | 'NONCE_TOO_LOW'
  /** Transactions before it are missing; it may be taken once they are there. */
  | 'NONCE_TOO_HIGH'
  /** Another with its nonce waits and offers as much. */
  | 'REPLACEMENT'
  /** The ledger cannot take any at present. */
  | 'UNAVAILABLE'
  /** It can never be taken. */
  | 'REFUSED'

/** A transaction was not taken. */
export class TransactionNotSentError extends Error {
  readonly code: SendRefusal
  /** Whether the same bytes may be taken later. */
  readonly retryable: boolean
  readonly hash: Hex
  constructor({ code, hash, cause }: { code: SendRefusal; hash: Hex; cause: RpcError }) {
    super(cause.message, { cause })
    this.name = 'TransactionNotSentError'
    this.code = code
    this.hash = hash
    this.retryable = code === 'NONCE_TOO_HIGH' || code === 'UNAVAILABLE'
  }
}

/** What a ledger says about a transaction that it has already. */
const KNOWN = /already ?known|already imported|known transaction|already in the pool/i

// Nodes agree on no codes, only roughly on words (geth, reth, nethermind, anvil).
const WORDS: readonly [RegExp, SendRefusal][] = [
  [/nonce too low|nonce is too low|OldNonce|old nonce/i, 'NONCE_TOO_LOW'],
  [/nonce too high|nonce gap|future nonce|queued sub-pool/i, 'NONCE_TOO_HIGH'],
  [/replacement|underpriced|another transaction with nonce/i, 'REPLACEMENT'],
  [
    /pool is full|too many|rate.?limit|limit exceeded|try again|timed? ?out|unavailable|syncing/i,
    'UNAVAILABLE',
  ],
]
const LEDGER_CODES: Readonly<Record<string, SendRefusal>> = {
  NONCE_TOO_LOW: 'NONCE_TOO_LOW',
  NONCE_TOO_HIGH: 'NONCE_TOO_HIGH',
  REPLACEMENT: 'REPLACEMENT',
  LEDGER_BUSY: 'UNAVAILABLE',
  LEDGER_STOPPED: 'UNAVAILABLE',
  LEDGER_RESTARTING: 'UNAVAILABLE',
}

/** Whether a refusal says that the ledger has the very transaction already. */
export function isAlreadyKnown(error: RpcError): boolean {
  return KNOWN.test(error.message)
}

/** Tells what a ledger's refusal of a transaction means for sending it again. */
export function classifyRefusal(error: RpcError): SendRefusal {
  const named = error.ledgerCode && LEDGER_CODES[error.ledgerCode]
  if (named) return named
  if (error.ledgerCode) return error.retryable ? 'UNAVAILABLE' : 'REFUSED'
  return (
    WORDS.find(([words]) => words.test(error.message))?.[1] ?? (error.retryable ? 'UNAVAILABLE' : 'REFUSED')
  )
}
