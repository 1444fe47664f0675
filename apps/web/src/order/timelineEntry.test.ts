import { expect, it } from 'vitest'
import { timelineEntry } from './timelineEntry.ts'

const hash = (digit: number) => `0x${`${digit}`.repeat(64)}`
const event = { orderSequence: 1, createdAt: 1_800_000_000, apiVersion: '2026-11-22' }

it('reads time, transaction, block, record and deadline', () => {
  const entry = timelineEntry({
    ...event,
    id: 'evt_12_3_0a1b2c3d',
    type: 'order.shipped',
    data: { record: hash(7), deadline: '2027-01-16T08:00:00Z', transactionHash: hash(8), blockNumber: 12 },
  })
  expect(entry).toEqual({
    id: 'evt_12_3_0a1b2c3d',
    type: 'order.shipped',
    at: 1_800_000_000,
    transaction: hash(8),
    block: 12,
    record: hash(7),
    deadline: 1_800_086_400,
  })
})

it('shows no record where the ledger has zero', () => {
  const entry = timelineEntry({
    ...event,
    id: 'evt_1_0_00000000',
    type: 'order.drawn',
    data: { record: hash(0), total: '50' },
  })
  expect(entry.record).toBeUndefined()
  expect(entry.amount).toBe(50n)
})

it('reads how an order ended', () => {
  const data = { sellerGross: '100', fee: '1', bondPaid: '0', reimbursed: '0' }
  const settled = { ...event, id: 'evt_9_0_00000000', type: 'order.settled' }
  const expected = { ending: 'Earned', sellerGross: 100n, fee: 1n, bondPaid: 0n }
  expect(timelineEntry({ ...settled, data: { ...data, ending: 'Earned' } }).settlement).toEqual(expected)
})
