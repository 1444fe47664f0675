import { eventPageSchema, eventsQuerySchema } from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { Db } from '../../store/database.ts'
import { listEvents, parseEventId } from '../../store/events.ts'
import { toEventJson } from '../events/eventJson.ts'
import type { EventFeed } from '../events/feed.ts'
import { createRouter, jsonAnswer, REFUSALS } from './route.ts'

/** Lists reach back so far, in ledger time. */
const LIST_SECONDS = 30 * 86_400

const route = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'listEvents',
  tags: ['events'],
  summary:
    'Events of the last 30 days; with `Accept: text/event-stream` as they happen, resumed by `Last-Event-ID`',
  request: { query: eventsQuerySchema },
  responses: { 200: jsonAnswer(eventPageSchema, 'A page of events, oldest first'), ...REFUSALS },
})

/** Events as a list, or as a stream. */
export function createEventRoutes({
  db,
  feed,
  clock,
}: {
  db: Db
  feed: EventFeed
  clock: { now(): Promise<number> | number }
}) {
  const router = createRouter()
  router.openapi(route, async (c) => {
    const { order, cursor, limit = 100 } = c.req.valid('query')
    if (c.req.header('accept')?.includes('text/event-stream')) {
      const after = c.req.header('last-event-id') || cursor
      if (after !== undefined) parseEventId(after)
      c.header('Cache-Control', 'no-store, no-transform')
      c.header('X-Accel-Buffering', 'no')
      return streamSSE(c, async (stream) => {
        const closed = new AbortController()
        stream.onAbort(() => closed.abort())
        for await (const row of feed.follow({ after, orderId: order, signal: closed.signal })) {
          if (stream.closed || stream.aborted) return
          if (!row) await stream.write(': here\n\n')
          else {
            const event = toEventJson(row)
            await stream.writeSSE({ id: event.id, event: 'message', data: JSON.stringify(event) })
          }
        }
      }) as never
    }
    const page = await listEvents(db, {
      limit,
      since: (await clock.now()) - LIST_SECONDS,
      ...(order && { orderId: order }),
      ...(cursor !== undefined && { after: cursor }),
    })
    const items = page.items.map(toEventJson)
    return c.json({ items, ...(page.next !== undefined && { nextCursor: page.next }) }, 200)
  })
  return router
}
