import { msg } from '@lingui/core/macro'

/** The amounts of the terms. */
export const AMOUNT_WORDS = {
  goods: msg`Goods`,
  service: msg`Service fee`,
  freight: msg`Freight`,
  atCost: msg`At cost, as far as documented`,
  arbiterFee: msg`Arbiter's fee, posted by who asks for a ruling`,
}

/** The shares of the terms. */
export const SHARE_WORDS = {
  feeBps: msg`Platform fee on goods and service`,
  drawBps: msg`Goods that may be drawn early`,
  abandonBps: msg`Seller's share of goods left lying`,
  silenceBps: msg`Seller's share if nobody rules`,
}

export const AMOUNT_FIELDS = Object.keys(AMOUNT_WORDS) as (keyof typeof AMOUNT_WORDS)[]
export const SHARE_FIELDS = Object.keys(SHARE_WORDS) as (keyof typeof SHARE_WORDS)[]
