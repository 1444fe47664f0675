import {
  accountKeySchema,
  addressSchema,
  revokeKeyBodySchema,
  setKeyBodySchema,
  z,
} from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import { type KeyDesk, postKey, readAccountKey } from '../keys/postKey.ts'
import {
  ACTION_ANSWERS,
  answerPost,
  createRouter,
  jsonAnswer,
  jsonBodyOf,
  REFUSALS,
  readOrigin,
} from './route.ts'

const params = z.object({ address: addressSchema })
const tags = ['keys']

const getRoute = createRoute({
  method: 'get',
  path: '/accounts/{address}/keys',
  operationId: 'getKey',
  tags,
  summary: 'The current encryption key of an account, read from the ledger',
  request: { params },
  responses: { 200: jsonAnswer(accountKeySchema, 'The key, if there is one'), ...REFUSALS },
})

const setRoute = createRoute({
  method: 'post',
  path: '/accounts/{address}/keys',
  operationId: 'setKey',
  tags,
  summary: 'Publishes a key: unsigned, what to sign; signed, the action',
  request: { params, body: jsonBodyOf(setKeyBodySchema) },
  responses: ACTION_ANSWERS,
})

const revokeRoute = createRoute({
  method: 'post',
  path: '/accounts/{address}/keys/revoke',
  operationId: 'revokeKey',
  tags,
  summary: 'Takes the current key back: unsigned, what to sign; signed, the action',
  request: { params, body: jsonBodyOf(revokeKeyBodySchema) },
  responses: ACTION_ANSWERS,
})

/** Encryption keys of accounts. */
export function createKeyRoutes(desk: KeyDesk) {
  const router = createRouter()
  router.openapi(getRoute, async (c) => c.json(await readAccountKey(desk, c.req.valid('param').address), 200))
  router.openapi(setRoute, async (c) => {
    const origin = await readOrigin(c)
    return answerPost(c, await postKey(desk, c.req.valid('param').address, c.req.valid('json'), origin))
  })
  router.openapi(revokeRoute, async (c) => {
    const origin = await readOrigin(c)
    return answerPost(c, await postKey(desk, c.req.valid('param').address, c.req.valid('json'), origin))
  })
  return router
}
