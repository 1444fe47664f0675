import {
  addressSchema,
  hashSchema,
  panelShareSchema,
  revokeVotesBodySchema,
  rulePanelBodySchema,
  takeShareBodySchema,
  z,
} from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import { postRevokeVotes } from '../panel/revokeVotes.ts'
import { type PanelDesk, postRulePanel } from '../panel/rulePanel.ts'
import { postTakeShare, readShare } from '../panel/takeShare.ts'
import {
  ACTION_ANSWERS,
  answerPost,
  createRouter,
  jsonAnswer,
  jsonBodyOf,
  REFUSALS,
  readOrigin,
} from './route.ts'

const order = z.object({ id: hashSchema })
const seat = z.object({ panel: addressSchema, member: addressSchema })

const ruleRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/rule-panel',
  operationId: 'rulePanel',
  tags: ['order actions'],
  summary: 'A ruling by a panel: without votes, what each member signs; with enough votes, the action',
  request: { params: order, body: jsonBodyOf(rulePanelBodySchema) },
  responses: ACTION_ANSWERS,
})

const revokeRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/revoke-votes',
  operationId: 'revokeVotes',
  tags: ['order actions'],
  summary: "Takes a panel member's votes on an order back: unsigned, what to sign; signed, the action",
  request: { params: order, body: jsonBodyOf(revokeVotesBodySchema) },
  responses: ACTION_ANSWERS,
})

const shareRoute = createRoute({
  method: 'get',
  path: '/panels/{panel}/members/{member}/share',
  operationId: 'getShare',
  tags: ['panels'],
  summary: "A member's share in the panel's fees of one token, read from the ledger",
  request: { params: seat, query: z.object({ token: addressSchema }) },
  responses: { 200: jsonAnswer(panelShareSchema, 'The share'), ...REFUSALS },
})

const takeRoute = createRoute({
  method: 'post',
  path: '/panels/{panel}/members/{member}/take-share',
  operationId: 'takeShare',
  tags: ['panels'],
  summary: "Pays of a member's share out of the escrow: unsigned, what to sign; signed, the action",
  request: { params: seat, body: jsonBodyOf(takeShareBodySchema) },
  responses: ACTION_ANSWERS,
})

/** Panels of arbiters: rulings, votes taken back, and shares in fees. */
export function createPanelRoutes(desk: PanelDesk) {
  const router = createRouter()
  router.openapi(ruleRoute, async (c) => {
    const origin = await readOrigin(c)
    return answerPost(c, await postRulePanel(desk, c.req.valid('param').id, c.req.valid('json'), origin))
  })
  router.openapi(revokeRoute, async (c) => {
    const origin = await readOrigin(c)
    return answerPost(c, await postRevokeVotes(desk, c.req.valid('param').id, c.req.valid('json'), origin))
  })
  router.openapi(shareRoute, async (c) =>
    c.json(await readShare(desk, c.req.valid('param'), c.req.valid('query').token), 200),
  )
  router.openapi(takeRoute, async (c) => {
    const origin = await readOrigin(c)
    return answerPost(c, await postTakeShare(desk, c.req.valid('param'), c.req.valid('json'), origin))
  })
  return router
}
