import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What happened, by the kind of event. */
export const EVENT_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  'order.funded': msg`Money paid in, terms signed`,
  'order.accepted': msg`Order accepted`,
  'order.inspected': msg`Inspection stated`,
  'order.approved': msg`Goods approved`,
  'order.shipped': msg`Shipped`,
  'order.delivered': msg`Delivery stated`,
  'order.handed': msg`Hand-over stated during the dispute`,
  'order.disputed': msg`Disputed`,
  'order.escalated': msg`Arbiter asked to rule`,
  'order.backup': msg`Passed on to the backup arbiter`,
  'order.extended': msg`Deadline extended`,
  'order.claimed': msg`Documented cost claimed`,
  'order.drawn': msg`Drawn against the bond`,
  'order.settled': msg`Settled`,
  'order.refunded': msg`Paid back by the seller`,
}
