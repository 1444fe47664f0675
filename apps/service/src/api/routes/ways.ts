import { keepWaysBodySchema, keptWaysSchema, waysLocatorSchema, z } from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import { keepDocument, readDocument, type WaysDesk } from '../details/ways.ts'
import { readTenant } from '../http/session.ts'
import { createRouter, jsonAnswer, jsonBodyOf, REFUSALS } from './route.ts'

const tags = ['ways']

const keepRoute = createRoute({
  method: 'post',
  path: '/ways',
  operationId: 'keepWays',
  tags,
  summary: 'Keeps the sealed document of a person’s ways back to their keys, signed by an account of its own',
  request: { body: jsonBodyOf(keepWaysBodySchema) },
  responses: { 201: jsonAnswer(keptWaysSchema, 'Kept'), ...REFUSALS },
})

const getRoute = createRoute({
  method: 'get',
  path: '/ways/{locator}',
  operationId: 'getWays',
  tags,
  summary: 'The document, by the id of a passkey’s or a code’s way, or by the account that keeps it',
  request: { params: z.object({ locator: waysLocatorSchema }) },
  responses: { 200: jsonAnswer(keptWaysSchema, 'The document'), ...REFUSALS },
})

/** Documents of ways back to people's keys. Who asks proves nothing: a locator cannot be guessed. */
export function createWaysRoutes(desk: WaysDesk) {
  const router = createRouter()
  router.openapi(keepRoute, async (c) =>
    c.json(await keepDocument(desk, c.req.valid('json'), await readTenant(c)), 201),
  )
  router.openapi(getRoute, async (c) => c.json(await readDocument(desk, c.req.valid('param').locator), 200))
  return router
}
