import type { PresetName } from '@cinnabar/protocol'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** Kinds of trade, by preset. */
export const KIND_WORDS: Readonly<Record<PresetName, MessageDescriptor>> = {
  daigou: msg`Purchase by an agent`,
  shop: msg`Shop order`,
  digital: msg`Digital goods`,
  parcel: msg`Parcel`,
}
