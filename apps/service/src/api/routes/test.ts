import { clockAdvanceBodySchema, clockSchema, faucetBodySchema, faucetSchema } from '@cinnabar/api-schema'
import { type Address, hashText } from '@cinnabar/protocol'
import { createRoute } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { encodeFunctionData } from 'viem'
import { formatInstant } from '../actions/instants.ts'
import type { Outcomes } from '../actions/outcomes.ts'
import type { Demo } from '../dependencies.ts'
import type { ApiEnvironment } from '../http/environment.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import { TOKEN_ABI } from '../ledger/tokens.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'
import { createRouter, jsonAnswer, jsonBodyOf, REFUSALS, readOrigin } from './route.ts'

const clockRoute = createRoute({
  method: 'post',
  path: '/test/clock/advance',
  operationId: 'advanceClock',
  tags: ['test'],
  summary: 'Move the clock of a demo ledger forward',
  request: { body: jsonBodyOf(clockAdvanceBodySchema) },
  responses: { 200: jsonAnswer(clockSchema, 'The new time'), ...REFUSALS },
})

const faucetRoute = createRoute({
  method: 'post',
  path: '/test/faucet',
  operationId: 'requestFaucet',
  tags: ['test'],
  summary: 'Play money on a demo ledger',
  request: { body: jsonBodyOf(faucetBodySchema) },
  responses: { 200: jsonAnswer(faucetSchema, 'The transaction'), ...REFUSALS },
})

/** As much as a play may need, and no more than sums can hold. */
const MOST = 10n ** 24n
const FAUCET_MS = 20_000

/** What test ledgers alone can do. */
export function createTestRoutes({
  desk,
  demo,
  testToken,
  outcomes,
  idempotency,
}: {
  desk: OrderDesk
  demo: Demo | undefined
  /** The token that may be given away. */
  testToken: Address | undefined
  outcomes: Outcomes
  idempotency: MiddlewareHandler<ApiEnvironment>
}) {
  const router = createRouter()

  router.openapi({ ...clockRoute, middleware: idempotency }, async (c) => {
    if (!demo) throw new ProblemError({ code: 'DEMO_ONLY' })
    const now = await demo.advanceClock(c.req.valid('json').seconds)
    return c.json({ now: formatInstant(now) }, 200)
  })

  router.openapi({ ...faucetRoute, middleware: idempotency }, async (c) => {
    const { token, recipient, amount } = c.req.valid('json')
    const { address } = await desk.tokens.getToken(token, 'token')
    if (address !== testToken) throw new ProblemError({ code: 'FAUCET_MISSING' })
    if (BigInt(amount) === 0n) throw refuseField('amount', 'AMOUNT_ZERO', 'nothing would be given')
    if (BigInt(amount) > MOST)
      throw refuseField('amount', 'AMOUNT_TOO_LARGE', `the faucet gives at most ${MOST}`)
    const data = encodeFunctionData({
      abi: TOKEN_ABI,
      functionName: 'faucet',
      args: [recipient, BigInt(amount)],
    })
    const origin = await readOrigin(c)
    // A request that is repeated after a crash is the same action, and gives once.
    const id = hashText(`faucet ${origin.tenantId} ${c.req.header('idempotency-key') ?? crypto.randomUUID()}`)
    await desk.submission.submit({ id, kind: 'faucet', account: recipient, to: address, data }, origin)
    const action = await outcomes.waitForAction(id, { timeoutMs: FAUCET_MS })
    if (!action?.transactionHash || action.status === 'failed') {
      throw new ProblemError({
        code: 'LEDGER_UNAVAILABLE',
        detail: 'the faucet was not answered by the ledger',
      })
    }
    return c.json({ transactionHash: action.transactionHash }, 200)
  })

  return router
}
