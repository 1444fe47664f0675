import type { Address } from '@cinnabar/protocol'
import { LISTED_STATES } from './listedStates.ts'

/** What the list is narrowed to; it stands in the address, so that a list can be sent to somebody. */
export type OrdersSearch = {
  readonly state?: (typeof LISTED_STATES)[number]
  readonly account?: Address
}

const ADDRESS = /^0x[0-9a-fA-F]{40}$/

/** Whether text is an account that the list can be narrowed to. */
export function isAccount(text: string): text is Address {
  return ADDRESS.test(text)
}

/** Reads the part of an address after `?`; what makes no sense is left out. */
export function readOrdersSearch(search: Record<string, unknown>): OrdersSearch {
  const { account } = search
  const state = LISTED_STATES.find((name) => name === search.state)
  return {
    ...(state && { state }),
    ...(typeof account === 'string' && isAccount(account) && { account }),
  }
}
