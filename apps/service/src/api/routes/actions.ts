import { actionQuerySchema, actionSchema, hashSchema, z } from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import type { Db } from '../../store/database.ts'
import { findOffer } from '../../store/offers.ts'
import { toActionJson, toOfferJson } from '../actions/actionJson.ts'
import type { Outcomes } from '../actions/outcomes.ts'
import { ProblemError } from '../http/problemError.ts'
import { createRouter, jsonAnswer, REFUSALS } from './route.ts'

const route = createRoute({
  method: 'get',
  path: '/actions/{id}',
  operationId: 'getAction',
  tags: ['actions'],
  summary: 'How far a signed action is',
  request: { params: z.object({ id: hashSchema }), query: actionQuerySchema },
  responses: { 200: jsonAnswer(actionSchema, 'The action'), ...REFUSALS },
})

/** Actions by their signed digest. */
export function createActionRoutes({ db, outcomes }: { db: Db; outcomes: Outcomes }) {
  const router = createRouter()
  router.openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { wait = 0, for: goal = 'recorded' } = c.req.valid('query')
    const offer = await findOffer(db, id)
    const carrier = offer?.actionId ?? id
    const waiting = { timeoutMs: wait * 1000, goal, signal: c.req.raw.signal }
    const row = offer && !offer.actionId ? undefined : await outcomes.waitForAction(carrier, waiting)
    if (offer) return c.json(toOfferJson(offer, row), 200)
    if (!row) throw new ProblemError({ code: 'ACTION_NOT_FOUND' })
    return c.json(toActionJson(row), 200)
  })
  return router
}
