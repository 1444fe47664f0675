import type { EventJson } from '@cinnabar/api-schema'
import type { UnixSeconds } from '@cinnabar/protocol'
import { parseInstant } from './instant.ts'

/** Something that happened on the ledger: `order.settled`, `bond.posted`, … */
export type CinnabarEvent = {
  readonly id: string
  readonly type: string
  /** The event's place in its order; null when it is about an account. */
  readonly orderSequence: number | null
  readonly createdAt: UnixSeconds
  readonly apiVersion: string
  /** The ledger's fields by name; amounts are strings of digits. */
  readonly data: Readonly<Record<string, unknown>>
}

/** Reads an event of the API. */
export function decodeEvent(json: EventJson): CinnabarEvent {
  return { ...json, createdAt: parseInstant(json.createdAt) }
}
