import { hashSchema, ORDER_ACTION_BODIES, type OrderActionName, z } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import { createRoute } from '@hono/zod-openapi'
import type { Db } from '../../store/database.ts'
import type { Origin } from '../actions/submit.ts'
import { postAccept } from '../orders/acceptOrder.ts'
import { postLapse } from '../orders/lapseOrder.ts'
import { type OrderDesk, type PostAnswer, postOrderAction } from '../orders/postOrderAction.ts'
import { postSettle } from '../orders/settleOrder.ts'
import { openCounterfactual } from '../passkeyAccounts/openCounterfactual.ts'
import type { Passkeys } from '../passkeyAccounts/passkeys.ts'
import { ACTION_ANSWERS, answerPost, createRouter, jsonBodyOf, readOrigin } from './route.ts'

type Desk = OrderDesk & { readonly db: Db; readonly passkeys: Passkeys }
// The body was read by the schema of its own name.
// biome-ignore lint/suspicious/noExplicitAny: each handler takes what its schema read.
type Handler = (desk: Desk, id: Hex, body: any, origin: Origin) => Promise<PostAnswer>

/** Actions that go another way than most. */
const HANDLERS: Partial<Record<OrderActionName, Handler>> = {
  accept: postAccept,
  settle: postSettle,
  lapse: postLapse,
}

/** One POST for each action on an order. */
export function createOrderActionRoutes(desk: Desk) {
  const router = createRouter()
  for (const name of Object.keys(ORDER_ACTION_BODIES) as OrderActionName[]) {
    const post: Handler =
      HANDLERS[name] ??
      ((desk, id, body, origin) =>
        postOrderAction(desk, name as Parameters<typeof postOrderAction>[1], id, body, origin))
    const route = createRoute({
      method: 'post',
      path: `/orders/{id}/${name}`,
      operationId: `${name}Order`,
      tags: ['order actions'],
      summary: `${name}: unsigned, what to sign; signed, the action`,
      request: {
        params: z.object({ id: hashSchema }),
        body: jsonBodyOf(ORDER_ACTION_BODIES[name] as z.ZodType),
      },
      responses: ACTION_ANSWERS,
    })
    router.openapi(route, async (c) => {
      const origin = await readOrigin(c)
      // One side of a settlement waits for the other, so its account has to be there.
      const opened = await openCounterfactual(desk, c.req.valid('json') as object, {
        mayCreate: name !== 'settle',
      })
      return answerPost(c, await post(opened.desk, c.req.valid('param').id, opened.body, origin))
    })
  }
  return router
}
