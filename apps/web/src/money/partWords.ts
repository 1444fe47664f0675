import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MoneyPart } from './moneySegments.ts'

/** What each part of the money bar is. */
export const PART_WORDS: Readonly<Record<MoneyPart, MessageDescriptor>> = {
  payer: msg`Back to the payer`,
  payerFromBond: msg`Back to the payer, from the seller's bond`,
  sellerDrawn: msg`Seller, drawn already`,
  seller: msg`Seller`,
  platform: msg`Platform fee`,
}
