import { describe, expect, it } from 'vitest'
import { createFakeClient } from '../../test/fakeService.ts'
import { watchEvents } from './watchEvents.ts'

const event = (id: string) =>
  `id: ${id}\ndata: ${JSON.stringify({ id, type: 'order.funded', orderSequence: 1, createdAt: '2026-11-22T00:00:00Z', apiVersion: 'v', data: {} })}\n\n`

describe('watchEvents', () => {
  it('goes on behind the last event when the stream is lost', async () => {
    const { client, asked } = createFakeClient((_, count) => ({
      body: count === 1 ? `: here\n\n${event('evt_1')}${event('evt_2')}id: evt_3\nda` : event('evt_3'),
    }))
    const seen: string[] = []
    for await (const { id, createdAt } of watchEvents(client)) {
      expect(createdAt).toBe(Date.parse('2026-11-22T00:00:00Z') / 1000)
      seen.push(id)
      if (seen.length === 3) break
    }
    expect(seen).toEqual(['evt_1', 'evt_2', 'evt_3'])
    expect(asked.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, 'evt_2'])
  })
  it('ends when the caller says so', async () => {
    const stop = new AbortController()
    const { client } = createFakeClient(() => ({ body: event('evt_1') }))
    for await (const _ of watchEvents(client, { signal: stop.signal })) stop.abort()
  })
  it('throws what will not change', async () => {
    const problem = {
      code: 'CURSOR_INVALID',
      status: 400,
      retryable: false,
      title: '',
      detail: 'no',
      mend: '',
      type: '',
      requestId: '',
    }
    const { client } = createFakeClient(() => ({ status: 400, body: problem }))
    await expect(watchEvents(client).next()).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })
})
