export { ChildStartError } from './child.ts'
export { JournalDamagedError } from './journal.ts'
export {
  AnvilVersionError,
  ClockError,
  createEmbeddedLedger,
  type EmbeddedLedger,
  type EmbeddedLedgerOptions,
  type LedgerHead,
  type LedgerHealth,
} from './ledger.ts'
export { LIMITS } from './limits.ts'
export { DirectoryLockedError } from './lock.ts'
export { EPHEMERAL_CHAIN_ID, PinError } from './pin.ts'
