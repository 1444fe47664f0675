import type { ActName } from '@cinnabar/protocol'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What a party may do, as the words after "may". */
export const ACT_WORDS: Readonly<Record<ActName, MessageDescriptor>> = {
  accept: msg({ context: 'may', message: 'accept the order' }),
  inspect: msg({ context: 'may', message: 'state the inspection' }),
  approve: msg({ context: 'may', message: 'approve the goods' }),
  reject: msg({ context: 'may', message: 'reject the goods' }),
  ship: msg({ context: 'may', message: 'ship' }),
  deliver: msg({ context: 'may', message: 'state the delivery' }),
  confirm: msg({ context: 'may', message: 'confirm receipt' }),
  cancel: msg({ context: 'may', message: 'cancel, all money returns' }),
  extend: msg({ context: 'may', message: 'extend the deadline once' }),
  dispute: msg({ context: 'may', message: 'dispute' }),
  escalate: msg({ context: 'may', message: 'ask the arbiter to rule' }),
  rule: msg({ context: 'may', message: 'rule how the money is split' }),
  settle: msg({ context: 'may', message: 'agree on a split, both together' }),
  claim: msg({ context: 'may', message: 'claim documented cost' }),
  draw: msg({ context: 'may', message: 'draw early against the bond' }),
  refund: msg({ context: 'may', message: 'pay something back' }),
}
