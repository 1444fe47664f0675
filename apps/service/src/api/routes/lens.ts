import { hashSchema, lensAnswerSchema, z } from '@cinnabar/api-schema'
import type { Rpc } from '@cinnabar/ledger'
import type { Address, Hex } from '@cinnabar/protocol'
import { orderLensAbi } from '@cinnabar/protocol/generated/orderLensAbi'
import { createRoute } from '@hono/zod-openapi'
import { encodeFunctionData } from 'viem'
import { ProblemError } from '../http/problemError.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'
import { createRouter, jsonAnswer, REFUSALS } from './route.ts'

const route = createRoute({
  method: 'get',
  path: '/orders/{id}/lens',
  operationId: 'describeOnLedger',
  tags: ['orders'],
  summary: 'What the contract OrderLens says of an order now, as the ledger answers it',
  request: { params: z.object({ id: hashSchema }) },
  responses: { 200: jsonAnswer(lensAnswerSchema, 'The answer of the ledger'), ...REFUSALS },
})

/** The ledger's own description of an order, for who wants to compare. */
export function createLensRoutes({
  rpc,
  book,
  lens,
}: OrderDesk & { readonly rpc: Rpc; readonly lens: Address | undefined }) {
  const router = createRouter()
  router.openapi(route, async (c) => {
    if (!lens) throw new ProblemError({ code: 'CONTRACT_MISSING', detail: 'there is no OrderLens here' })
    const { id, terms } = await book.loadOrder(c.req.valid('param').id)
    const call = encodeFunctionData({ abi: orderLensAbi, functionName: 'describe', args: [terms] })
    // As in the next block: the last one may be hours old, and defaults fall due meanwhile.
    const data = await rpc.request<Hex>('eth_call', [{ to: lens, data: call }, 'pending'])
    return c.json({ order: id, lens, data }, 200)
  })
  return router
}
