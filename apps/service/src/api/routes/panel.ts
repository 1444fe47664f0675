import { hashSchema, rulePanelBodySchema, z } from '@cinnabar/api-schema'
import type { Rpc } from '@cinnabar/ledger'
import { createRoute } from '@hono/zod-openapi'
import { readTenant } from '../http/session.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'
import { postRulePanel } from '../panel/rulePanel.ts'
import { ACTION_ANSWERS, answerPost, createRouter, jsonBodyOf } from './route.ts'

const route = createRoute({
  method: 'post',
  path: '/orders/{id}/rule-panel',
  operationId: 'rulePanel',
  tags: ['order actions'],
  summary: 'A ruling by a panel: without votes, what each member signs; with enough votes, the action',
  request: { params: z.object({ id: hashSchema }), body: jsonBodyOf(rulePanelBodySchema) },
  responses: ACTION_ANSWERS,
})

/** Rulings of panels of arbiters. */
export function createPanelRoutes(desk: OrderDesk & { readonly rpc: Rpc }) {
  const router = createRouter()
  router.openapi(route, async (c) => {
    const origin = { tenantId: await readTenant(c), requestId: c.get('requestId') }
    return answerPost(c, await postRulePanel(desk, c.req.valid('param').id, c.req.valid('json'), origin))
  })
  return router
}
