import { expect, it, vi } from 'vitest'
import { createLedgerClock } from './ledgerClock.ts'

it('runs with the device until the ledger tells its time, then keeps the difference', () => {
  let device = 1_000_000
  const clock = createLedgerClock(() => device)
  expect(clock.now()).toBe(1000)
  clock.set(90_000)
  device += 5_400
  expect(clock.now()).toBe(90_005)
})

it('tells its listeners when the time was moved, and not for the delay of an answer', () => {
  const clock = createLedgerClock(() => 1_000_000)
  const heard = vi.fn()
  const stop = clock.subscribe(heard)
  clock.set(1001)
  expect(heard).not.toHaveBeenCalled()
  clock.set(1000 + 86_400)
  expect(heard).toHaveBeenCalledTimes(1)
  stop()
  clock.set(5000)
  expect(heard).toHaveBeenCalledTimes(1)
})
