import { useSyncExternalStore } from 'react'
import { ledgerClock } from './ledgerClock.ts'

/**
 * The ledger's time, rounded down to `step` seconds, so that a page draws anew no oftener than it must.
 */
export function useLedgerNow(step = 1): number {
  return useSyncExternalStore(ledgerClock.subscribe, () => Math.floor(ledgerClock.now() / step) * step)
}
