import type { EndingName } from '@cinnabar/protocol'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** The endings that can still come, as a condition. */
export const ENDING_CONDITIONS: Readonly<Record<EndingName, MessageDescriptor>> = {
  Refund: msg`If refunded`,
  Earned: msg`If confirmed`,
  Abandoned: msg`If the goods are left lying`,
  Silence: msg`If nobody rules`,
  Settlement: msg`If both sides agree`,
  Ruling: msg`If the arbiter rules`,
  Revoked: msg`If withdrawn before funding`,
}

/** How an order ended. */
export const ENDING_WORDS: Readonly<Record<EndingName, MessageDescriptor>> = {
  Refund: msg`Refunded`,
  Earned: msg`Paid to the seller`,
  Abandoned: msg`Goods left lying`,
  Silence: msg`Split, since nobody ruled`,
  Settlement: msg`Settled by agreement`,
  Ruling: msg`Ruled by the arbiter`,
  Revoked: msg`Withdrawn before funding`,
}

/** What the clock does at an ending by default, as the words after "then". */
export const ENDING_DEFAULTS: Readonly<Record<EndingName, MessageDescriptor>> = {
  Refund: msg`all money returns to the payer`,
  Earned: msg`the seller is paid`,
  Abandoned: msg`the goods count as left lying, and the signed share goes to the seller`,
  Silence: msg`the money is split as signed`,
  Settlement: msg`the money is split as agreed`,
  Ruling: msg`the money is split as ruled`,
  Revoked: msg`nothing happens`,
}
