import type { StateName } from '@cinnabar/protocol'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** Where an order stands, in a word. */
export const STATE_WORDS: Readonly<Record<StateName, MessageDescriptor>> = {
  None: msg({ context: 'state', message: 'Not funded' }),
  Requested: msg({ context: 'state', message: 'Funded' }),
  Accepted: msg({ context: 'state', message: 'Accepted' }),
  Inspected: msg({ context: 'state', message: 'Inspected' }),
  Approved: msg({ context: 'state', message: 'Approved' }),
  Shipped: msg({ context: 'state', message: 'Shipped' }),
  Delivered: msg({ context: 'state', message: 'Delivered' }),
  Disputed: msg({ context: 'state', message: 'In dispute' }),
  Escalated: msg({ context: 'state', message: 'With arbiter' }),
  Backup: msg({ context: 'state', message: 'With backup arbiter' }),
  Settled: msg({ context: 'state', message: 'Settled' }),
}

/** What the state means for who waits, in a sentence. */
export const STATE_SENTENCES: Readonly<Record<StateName, MessageDescriptor>> = {
  None: msg`The terms are signed by nobody yet, and no money is held.`,
  Requested: msg`The money is in escrow. The seller has yet to accept.`,
  Accepted: msg`The seller accepted and is to fulfil the order.`,
  Inspected: msg`The goods were inspected. The buyer approves or rejects them.`,
  Approved: msg`The buyer approved the goods. They wait to be shipped.`,
  Shipped: msg`The goods are on their way.`,
  Delivered: msg`The goods were delivered. The buyer confirms or disputes.`,
  Disputed: msg`The two sides disagree and may still settle between themselves.`,
  Escalated: msg`The arbiter is asked to rule.`,
  Backup: msg`The arbiter was silent. The backup arbiter is asked to rule.`,
  Settled: msg`The order has ended and its money was paid out.`,
}

/** What the clock does when it moves an order on to a state, as the words after "then". */
export const STATE_DEFAULTS: Readonly<Partial<Record<StateName, MessageDescriptor>>> = {
  Approved: msg`the goods count as approved`,
  Backup: msg`the backup arbiter is asked to rule`,
}
