/** Whether the page hears the ledger as it happens. */
export type StreamState = 'connecting' | 'live' | 'lost'

type ObserveOptions = {
  readonly onChange: (state: StreamState) => void
  /** A stream that says nothing for so long, not even that it is still there, counts as lost. */
  readonly silenceMs: number
}

/**
 * A `fetch` that tells how the event stream does. Other requests pass untouched. The SDK opens a lost stream again
 * by itself; a stream that went silent is ended here, so that it notices.
 */
export function observeStream(
  fetch: typeof globalThis.fetch,
  { onChange, silenceMs }: ObserveOptions,
): typeof fetch {
  return async (input, init) => {
    if (new Headers(init?.headers).get('Accept') !== 'text/event-stream') return fetch(input, init)
    try {
      const response = await fetch(input, init)
      if (!response.ok || !response.body) {
        onChange('lost')
        return response
      }
      onChange('live')
      return new Response(watchBody(response.body, { onChange, silenceMs }), response)
    } catch (error) {
      onChange('lost')
      throw error
    }
  }
}

function watchBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onChange, silenceMs }: ObserveOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      const silence = Promise.withResolvers<{ done: true; value?: undefined }>()
      const timer = setTimeout(() => silence.resolve({ done: true }), silenceMs)
      try {
        const { done, value } = await Promise.race([reader.read(), silence.promise])
        if (!done) return controller.enqueue(value)
        onChange('lost')
        controller.close()
        await reader.cancel()
      } catch (error) {
        onChange('lost')
        controller.error(error)
      } finally {
        clearTimeout(timer)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
