import type { EventJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { Client } from '../client.ts'
import { ApiError, ConnectionError } from '../errors.ts'
import { formatUrl, pause } from '../request.ts'
import { type CinnabarEvent, decodeEvent } from '../wire/event.ts'

/** Longest pause before a lost stream is opened again. */
const LONGEST_PAUSE_MS = 10_000

/**
 * Events as they happen, over server-sent events; works in browsers and Node. A lost stream is opened again behind
 * the last event that was heard, so none is missed or told twice. It ends when the signal aborts or the loop breaks.
 *
 * @param parameters.after - Id of an event to begin behind; now when left out.
 * @throws ApiError if the service refuses the stream for good.
 */
export async function* watchEvents(
  client: Client,
  { order, after, signal }: { order?: Hex; after?: string; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<CinnabarEvent, void, undefined> {
  let lastEventId = after
  for (let failures = 0; !signal?.aborted; ) {
    try {
      for await (const message of openStream(client, { order, lastEventId, signal })) {
        failures = 0
        if (message.id !== undefined) lastEventId = message.id
        if (message.data) yield decodeEvent(JSON.parse(message.data) as EventJson)
      }
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof ApiError && !error.retryable) throw error
    }
    failures += 1
    await pause(Math.min(LONGEST_PAUSE_MS, 250 * 2 ** (failures - 1)), signal).catch(() => {})
  }
}

async function* openStream(
  client: Client,
  {
    order,
    lastEventId,
    signal,
  }: { order: Hex | undefined; lastEventId: string | undefined; signal: AbortSignal | undefined },
): AsyncGenerator<EventSourceMessage> {
  const url = formatUrl(client, { path: '/events', query: { order } })
  const { token } = client.memory
  const closing = new AbortController()
  const response = await client.fetch(url, {
    credentials: 'include',
    headers: {
      Accept: 'text/event-stream',
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    },
    signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
  })
  if (!response.ok || !response.body) throw await readRefusal(response)
  const messages: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (message) => messages.push(message) })
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      parser.feed(value)
      yield* messages.splice(0)
    }
  } finally {
    closing.abort()
  }
}

async function readRefusal(response: Response): Promise<Error> {
  const json = await response.json().catch(() => undefined)
  if (json?.code) return new ApiError(json)
  return new ConnectionError({ url: response.url, reason: `the stream was refused with ${response.status}` })
}
