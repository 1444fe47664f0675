import {
  eventPageSchema,
  hashSchema,
  orderBodySchema,
  orderPageSchema,
  orderSchema,
  ordersQuerySchema,
  pageQuerySchema,
  z,
} from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import type { Db } from '../../store/database.ts'
import { listEvents } from '../../store/events.ts'
import { listOrders } from '../../store/orders.ts'
import { findReferences } from '../../store/references.ts'
import { toEventJson } from '../events/eventJson.ts'
import { getSession } from '../http/session.ts'
import { postFund } from '../orders/fundOrder.ts'
import { fromRow, toOrderJson } from '../orders/orderJson.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'
import { openCounterfactual } from '../passkeyAccounts/openCounterfactual.ts'
import type { Passkeys } from '../passkeyAccounts/passkeys.ts'
import {
  ACTION_ANSWERS,
  answerPost,
  createRouter,
  jsonAnswer,
  jsonBodyOf,
  REFUSALS,
  readOrigin,
} from './route.ts'

const params = z.object({ id: hashSchema })

const postRoute = createRoute({
  method: 'post',
  path: '/orders',
  operationId: 'fundOrder',
  tags: ['orders'],
  summary: 'Fund an order: unsigned, what to sign; signed, the action',
  request: { body: jsonBodyOf(orderBodySchema) },
  responses: ACTION_ANSWERS,
})

const listRoute = createRoute({
  method: 'get',
  path: '/orders',
  operationId: 'listOrders',
  tags: ['orders'],
  summary: 'Orders, the latest funded first',
  request: { query: ordersQuerySchema },
  responses: { 200: jsonAnswer(orderPageSchema, 'A page of orders'), ...REFUSALS },
})

const getRoute = createRoute({
  method: 'get',
  path: '/orders/{id}',
  operationId: 'getOrder',
  tags: ['orders'],
  summary: 'An order as it stands now',
  request: { params },
  responses: { 200: jsonAnswer(orderSchema, 'The order'), ...REFUSALS },
})

const eventsRoute = createRoute({
  method: 'get',
  path: '/orders/{id}/events',
  operationId: 'listOrderEvents',
  tags: ['orders'],
  summary: 'The timeline of an order, oldest first',
  request: { params, query: z.object(pageQuerySchema) },
  responses: { 200: jsonAnswer(eventPageSchema, 'A page of events'), ...REFUSALS },
})

/** Orders: funding, lists, one order, its timeline. */
export function createOrderRoutes(desk: OrderDesk & { readonly db: Db; readonly passkeys: Passkeys }) {
  const { db, book, clock } = desk
  const router = createRouter()

  router.openapi(postRoute, async (c) => {
    const origin = await readOrigin(c)
    const opened = await openCounterfactual(desk, c.req.valid('json'))
    return answerPost(c, await postFund(opened.desk, opened.body, origin))
  })

  router.openapi(listRoute, async (c) => {
    const { account, state, reference, cursor, limit = 25 } = c.req.valid('query')
    const tenant =
      reference === undefined ? undefined : { tenantId: (await getSession(c)).tenantId, reference }
    const [page, now] = await Promise.all([
      listOrders(db, {
        limit,
        ...tenant,
        ...(account && { party: account }),
        ...(state && { state }),
        ...(cursor !== undefined && { after: cursor }),
      }),
      clock.now(),
    ])
    const session = await c.get('findSession')()
    const orderIds = page.items.map(({ id }) => id)
    const references = session
      ? await findReferences(db, { tenantId: session.tenantId, orderIds })
      : new Map()
    const items = page.items.map((row) => toOrderJson(fromRow(row), now, references.get(row.id)))
    return c.json({ items, ...(page.next !== undefined && { nextCursor: page.next }) }, 200)
  })

  router.openapi(getRoute, async (c) => {
    const { id } = c.req.valid('param')
    const [order, now, session] = await Promise.all([book.loadOrder(id), clock.now(), c.get('findSession')()])
    const references = session && (await findReferences(db, { tenantId: session.tenantId, orderIds: [id] }))
    return c.json(toOrderJson(order, now, references?.get(id)), 200)
  })

  router.openapi(eventsRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { cursor, limit = 100 } = c.req.valid('query')
    const page = await listEvents(db, { orderId: id, limit, ...(cursor !== undefined && { after: cursor }) })
    const items = page.items.map(toEventJson)
    return c.json({ items, ...(page.next !== undefined && { nextCursor: page.next }) }, 200)
  })

  return router
}
