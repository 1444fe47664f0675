import {
  quoteIdSchema,
  quotePageSchema,
  quoteParametersSchema,
  quoteSchema,
  quotesQuerySchema,
  quoteTermsSchema,
  quoteToSignSchema,
  z,
} from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import { createRoute } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { Db } from '../../store/database.ts'
import { findQuote, listQuotes } from '../../store/quotes.ts'
import type { ApiEnvironment } from '../http/environment.ts'
import { ProblemError } from '../http/problemError.ts'
import { getSession } from '../http/session.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'
import { toQuoteJson } from '../orders/quoteJson.ts'
import { createQuote, prepareQuote, prepareTerms } from '../orders/quotes.ts'
import { createRouter, jsonAnswer, jsonBodyOf, REFUSALS } from './route.ts'

const postRoute = createRoute({
  method: 'post',
  path: '/quotes',
  operationId: 'createQuote',
  tags: ['quotes'],
  summary: 'Unsigned, the terms to sign (by preset, or as they are); signed by the seller, a quote',
  request: { body: jsonBodyOf(z.union([quoteTermsSchema, quoteParametersSchema])) },
  responses: {
    200: jsonAnswer(quoteToSignSchema, 'Not signed yet: the terms and what to sign'),
    201: jsonAnswer(quoteSchema, 'Signed: the quote'),
    ...REFUSALS,
  },
})

const listRoute = createRoute({
  method: 'get',
  path: '/quotes',
  operationId: 'listQuotes',
  tags: ['quotes'],
  summary: "The tenant's quotes, newest first",
  request: { query: quotesQuerySchema },
  responses: { 200: jsonAnswer(quotePageSchema, 'A page of quotes'), ...REFUSALS },
})

const getRoute = createRoute({
  method: 'get',
  path: '/quotes/{id}',
  operationId: 'getQuote',
  tags: ['quotes'],
  summary: 'A quote by its own id or by the id of its order',
  request: { params: z.object({ id: quoteIdSchema }) },
  responses: { 200: jsonAnswer(quoteSchema, 'The quote'), ...REFUSALS },
})

/** Quotes: whoever knows the id may read and pay one; the list, reference and metadata are the tenant's. */
export function createQuoteRoutes(
  desk: OrderDesk & { readonly db: Db },
  idempotency: MiddlewareHandler<ApiEnvironment>,
) {
  const { db } = desk
  const router = createRouter()

  router.openapi({ ...postRoute, middleware: idempotency }, async (c) => {
    const body = c.req.valid('json')
    if (!('terms' in body)) return c.json(await prepareQuote(desk, body), 200)
    const { signature } = body
    if (signature === undefined) return c.json(await prepareTerms(desk, body), 200)
    const { tenantId } = await getSession(c)
    return c.json(await createQuote(desk, { ...body, signature }, tenantId), 201)
  })

  router.openapi(listRoute, async (c) => {
    const { tenantId } = await getSession(c)
    const { cursor, order, limit = 25, ...filter } = c.req.valid('query')
    const page = await listQuotes(db, { tenantId, ...filter, orderId: order, after: cursor, limit })
    const items = page.items.map((row) => toQuoteJson(row, { isOwn: true }))
    return c.json({ items, ...(page.next !== undefined && { nextCursor: page.next }) }, 200)
  })

  router.openapi(getRoute, async (c) => {
    const { id } = c.req.valid('param')
    const session = await c.get('findSession')()
    const row = await findQuote(db, id.startsWith('0x') ? { orderId: id.toLowerCase() as Hex } : { id })
    if (!row) throw new ProblemError({ code: 'QUOTE_NOT_FOUND' })
    return c.json(toQuoteJson(row, { isOwn: row.tenantId === session?.tenantId }), 200)
  })

  return router
}
