import type { UnixSeconds } from '@cinnabar/protocol'

/**
 * The time of the ledger as this page knows it: the device's clock plus what it was off when the service last told.
 * Deadlines count by the ledger, and on a demo ledger its time can be moved.
 */
export type LedgerClock = {
  /** Now, on the ledger. */
  readonly now: () => UnixSeconds
  /** Takes the ledger's time as told at this very moment. Answers whether it was another than thought. */
  readonly set: (ledgerNow: UnixSeconds) => boolean
  /** Calls back at every second and whenever the clock was set. Returns how to stop. */
  readonly subscribe: (onTick: () => void) => () => void
}

/** Below this a difference is the way of the answer, not of the clocks. */
const NOISE_SECONDS = 2

/** @param deviceNowMs - The device's clock, milliseconds. */
export function createLedgerClock(deviceNowMs: () => number): LedgerClock {
  const listeners = new Set<() => void>()
  let offset = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const device = () => Math.floor(deviceNowMs() / 1000)
  return {
    now: () => device() + offset,
    set(ledgerNow) {
      const told = ledgerNow - device()
      if (Math.abs(told - offset) < NOISE_SECONDS) return false
      offset = told
      tell()
      return true
    },
    subscribe(onTick) {
      listeners.add(onTick)
      timer ??= setInterval(tell, 1000)
      return () => {
        listeners.delete(onTick)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

export const ledgerClock = createLedgerClock(Date.now)
