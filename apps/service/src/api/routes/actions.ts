import { actionQuerySchema, actionSchema, hashSchema, z } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
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
    const endsAt = Date.now() + wait * 1000
    const offer = await awaitOffer(db, id, endsAt)
    const carrier = offer?.actionId ?? id
    const waiting = { timeoutMs: endsAt - Date.now(), goal, signal: c.req.raw.signal }
    const row = offer && !offer.actionId ? undefined : await outcomes.waitForAction(carrier, waiting)
    if (offer) return c.json(toOfferJson(offer, row), 200)
    if (!row) throw new ProblemError({ code: 'ACTION_NOT_FOUND' })
    return c.json(toActionJson(row), 200)
  })
  return router
}

const OFFER_POLL_MS = 500

/** One side of a settlement, once the other side signed or the time is over; undefined when it is none. */
async function awaitOffer(db: Db, id: Hex, endsAt: number) {
  for (;;) {
    const offer = await findOffer(db, id)
    if (!offer || offer.actionId || Date.now() + OFFER_POLL_MS > endsAt) return offer
    await new Promise((resolve) => setTimeout(resolve, OFFER_POLL_MS))
  }
}
