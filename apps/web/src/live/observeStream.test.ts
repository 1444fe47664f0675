import { expect, it, vi } from 'vitest'
import { observeStream, type StreamState } from './observeStream.ts'

const STREAM = { headers: { Accept: 'text/event-stream' } }

function setUp(answer: () => Promise<Response>, silenceMs = 60_000) {
  const states: StreamState[] = []
  const fetch = observeStream(answer, { onChange: (state) => states.push(state), silenceMs })
  return { states, fetch }
}

function openBody() {
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
    },
  })
  return { body, controller }
}

it('tells when the stream opens and when it ends, and passes on what it says', async () => {
  const { body, controller } = openBody()
  const { states, fetch } = setUp(async () => new Response(body))
  const response = await fetch('/v1/events', STREAM)
  expect(states).toEqual(['live'])
  controller.enqueue(new TextEncoder().encode('data: 1\n\n'))
  controller.close()
  expect(await response.text()).toBe('data: 1\n\n')
  expect(states).toEqual(['live', 'lost'])
})

it('tells when the service is not there, and lets the caller know why', async () => {
  const { states, fetch } = setUp(async () => {
    throw new TypeError('no route')
  })
  await expect(fetch('/v1/events', STREAM)).rejects.toThrow('no route')
  expect(states).toEqual(['lost'])
})

it('ends a stream that went silent', async () => {
  const { body } = openBody()
  const { states, fetch } = setUp(async () => new Response(body), 20)
  const response = await fetch('/v1/events', STREAM)
  expect(await response.text()).toBe('')
  expect(states).toEqual(['live', 'lost'])
})

it('leaves other requests alone', async () => {
  const answer = vi.fn(async () => new Response('{}'))
  const { states, fetch } = setUp(answer)
  await fetch('/v1/orders', { headers: { Accept: 'application/json' } })
  expect(states).toEqual([])
})
