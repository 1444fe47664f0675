import type { EventJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { walkPages } from '../page.ts'
import { type CinnabarEvent, decodeEvent } from '../wire/event.ts'

/** The timeline of an order, oldest first. */
export function listOrderEvents(
  client: Client,
  { id, signal }: { id: Hex; signal?: AbortSignal | undefined },
): AsyncGenerator<CinnabarEvent, void, undefined> {
  return walkPages<EventJson, CinnabarEvent>(client, {
    path: `/orders/${id}/events`,
    signal,
    decode: decodeEvent,
  })
}
