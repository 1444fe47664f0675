import { DAY, hasInspection, type Order, type PresetName, ZERO_HASH } from '@cinnabar/protocol'

/** The longest time on the way that only goods without a way can have. */
const DIGITAL_DELIVER_WINDOW = 4 * DAY

/**
 * What kind of trade the terms are for. Terms do not carry their preset, so it is read from their stages:
 * an inspection makes it a purchase by an agent, a link to another order a parcel.
 */
export function orderKind(terms: Order): PresetName {
  if (hasInspection(terms)) return 'daigou'
  if (terms.link !== ZERO_HASH) return 'parcel'
  return terms.windows.deliver < DIGITAL_DELIVER_WINDOW ? 'digital' : 'shop'
}
