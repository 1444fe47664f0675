import type { ActName, StateName } from '@cinnabar/protocol'

/**
 * The acts that a state waits for: they stand first and ask for a hand. What is possible earlier than it should be
 * done, such as confirming goods that were not sent, is not among them.
 */
export const LEADING_ACTS: Readonly<Record<StateName, readonly ActName[]>> = {
  None: [],
  Requested: ['accept'],
  Accepted: ['inspect', 'ship'],
  Inspected: ['approve', 'reject'],
  Approved: ['ship'],
  Shipped: ['deliver', 'confirm'],
  Delivered: ['confirm'],
  Disputed: ['settle', 'escalate', 'deliver'],
  Escalated: ['rule', 'deliver'],
  Backup: ['rule', 'deliver'],
  Settled: [],
}
