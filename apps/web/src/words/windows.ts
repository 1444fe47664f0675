import type { Windows } from '@cinnabar/protocol'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What each window gives time for. */
export const WINDOW_WORDS: Readonly<Record<keyof Windows, MessageDescriptor>> = {
  accept: msg`Time to accept`,
  fulfil: msg`Time to fulfil`,
  inspect: msg`Time to approve the inspection`,
  store: msg`Storage before shipping`,
  deliver: msg`Time on the way`,
  confirm: msg`Time to confirm`,
  dispute: msg`Time to agree in a dispute`,
  ruling: msg`Time to rule`,
}

/** What a zero stands for, where the order has no such stage. */
export const NO_WINDOW: Readonly<Record<keyof Windows, MessageDescriptor>> = {
  accept: msg`the seller signs first`,
  fulfil: msg`none`,
  inspect: msg`no inspection`,
  store: msg`no storage`,
  deliver: msg`none`,
  confirm: msg`nobody attests delivery`,
  dispute: msg`none`,
  ruling: msg`nobody rules`,
}
