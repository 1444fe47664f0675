import type { EventJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { walkPages } from '../page.ts'
import { type CinnabarEvent, decodeEvent } from '../wire/event.ts'

/** All events, or those of one order, oldest first. */
export function listEvents(
  client: Client,
  { order, limit, signal }: { order?: Hex; limit?: number; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<CinnabarEvent, void, undefined> {
  return walkPages<EventJson, CinnabarEvent>(client, {
    path: '/events',
    query: { order, limit },
    signal,
    decode: decodeEvent,
  })
}
