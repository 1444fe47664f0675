/** What the ledger takes. A change here changes what a replay gives, unless it says otherwise. */
export const LIMITS = {
  /** Gas of one block. Part of every block's hash. */
  blockGas: 300_000_000,
  /** Gas of one transaction, so that no single one holds up the others; not part of a hash. */
  transactionGas: 30_000_000,
  /** Transactions in one block; not part of a hash. */
  blockTransactions: 250,
  /** How long a block waits for more transactions; not part of a hash. */
  blockWaitMs: 20,
  /** One signed transaction, as on public networks; not part of a hash. */
  transactionBytes: 131_072,
  /** Signed transactions of one block together; not part of a hash. */
  blockBytes: 8_000_000,
  /** Creation code (EIP-3860). */
  initcodeBytes: 49_152,
  /** For how many blocks state is kept for calls. */
  stateBlocks: 64,
  /** Transactions that the ledger is built for; `health()` says how far it is. */
  capacity: 1_000_000,
} as const

/** Instant of block 0, unix seconds. Part of every block's hash. */
export const GENESIS_TIMESTAMP = 1_767_225_600

/** When a block is closed: at so many transactions, or so long after its first one, whichever comes first. */
export interface Batching {
  blockTransactions: number
  blockWaitMs: number
}
