import { addressSchema, anchorBodySchema, checkpointSchema, z } from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import { type CheckpointDesk, postCheckpoint, readCheckpoint } from '../checkpoints/postCheckpoint.ts'
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
const tags = ['checkpoints']

const getRoute = createRoute({
  method: 'get',
  path: '/accounts/{address}/checkpoint',
  operationId: 'getCheckpoint',
  tags,
  summary: "The latest anchor of an account's record log, read from the ledger",
  request: { params },
  responses: { 200: jsonAnswer(checkpointSchema, 'The checkpoint, zero before the first'), ...REFUSALS },
})

const postRoute = createRoute({
  method: 'post',
  path: '/accounts/{address}/checkpoint',
  operationId: 'anchorCheckpoint',
  tags,
  summary: "Anchors an account's record log: unsigned, what to sign; signed, the action",
  request: { params, body: jsonBodyOf(anchorBodySchema) },
  responses: ACTION_ANSWERS,
})

/** Anchors of record logs. */
export function createCheckpointRoutes(desk: CheckpointDesk) {
  const router = createRouter()
  router.openapi(getRoute, async (c) => c.json(await readCheckpoint(desk, c.req.valid('param').address), 200))
  router.openapi(postRoute, async (c) => {
    const origin = await readOrigin(c)
    return answerPost(
      c,
      await postCheckpoint(desk, c.req.valid('param').address, c.req.valid('json'), origin),
    )
  })
  return router
}
