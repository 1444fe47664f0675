import { API_VERSION } from '@cinnabar/api-schema'
import { cors } from 'hono/cors'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { createOutcomes } from './actions/outcomes.ts'
import { createSubmission } from './actions/submit.ts'
import { type ApiDependencies, CREATION_LIMITS, type Sessions } from './dependencies.ts'
import { createDocs } from './docs/createDocs.ts'
import { createEventFeed } from './events/feed.ts'
import { createAccessLog } from './http/accessLog.ts'
import { createClientReader } from './http/clientAddress.ts'
import { createFailureAnswer } from './http/failure.ts'
import { responseHeaders } from './http/headers.ts'
import { createIdempotency } from './http/idempotency.ts'
import { jsonBody } from './http/jsonBody.ts'
import { createOriginCheck } from './http/origin.ts'
import { ProblemError } from './http/problemError.ts'
import { requestId } from './http/requestId.ts'
import { createSessionReader } from './http/session.ts'
import { createLedgerClock } from './ledger/clock.ts'
import { createEscrowReader } from './ledger/escrow.ts'
import { createPermit2 } from './ledger/permit2.ts'
import { createSimulation } from './ledger/simulate.ts'
import { createTokens } from './ledger/tokens.ts'
import { createOrderBook } from './orders/orderBook.ts'
import { createPasskeys } from './passkeyAccounts/passkeys.ts'
import { createAccountRoutes } from './routes/accounts.ts'
import { createActionRoutes } from './routes/actions.ts'
import { createCheckpointRoutes } from './routes/checkpoints.ts'
import { createDetailsRoutes } from './routes/details.ts'
import { createEventRoutes } from './routes/events.ts'
import { createKeyRoutes } from './routes/keys.ts'
import { createLensRoutes } from './routes/lens.ts'
import { createNetworkRoutes } from './routes/network.ts'
import { createOrderActionRoutes } from './routes/orderActions.ts'
import { createOrderRoutes } from './routes/orders.ts'
import { createPanelRoutes } from './routes/panel.ts'
import { createPasskeyAccountRoutes } from './routes/passkeyAccounts.ts'
import { createQuoteRoutes } from './routes/quotes.ts'
import { createRouter } from './routes/route.ts'
import { createTestRoutes } from './routes/test.ts'
import { createWaysRoutes } from './routes/ways.ts'

/**
 * The HTTP API: everything below `/v1`, `/openapi.json` and `/docs`. Holds no state of its own
 * but waiting requests; any number of processes may serve one database.
 */
export function createApi(dependencies: ApiDependencies) {
  const { database, rpc, network, relayer, sessions, log, demo, origins = [], proxies = 0 } = dependencies
  const { db } = database
  const domain = { chainId: network.chainId, verifyingContract: network.escrow }
  const clock = dependencies.clock ?? createLedgerClock({ rpc })
  const metrics = dependencies.metrics ?? createMetrics()
  const escrow = createEscrowReader({ rpc, escrow: network.escrow })
  const tokens = createTokens({ rpc, addresses: network.tokens })
  const permit2 = createPermit2({ rpc })
  const simulate = createSimulation({ rpc, relayer: relayer.address })
  const { creationLimits = CREATION_LIMITS } = dependencies
  const submission = createSubmission({ db, simulate, creationLimits, wake: () => relayer.wake?.() })
  const book = createOrderBook({ db, escrow })
  const outcomes = createOutcomes(database)
  const idempotency = createIdempotency({ db })
  const passkeys = createPasskeys({ rpc, around: network.around })
  const desk = { db, rpc, domain, clock, escrow, tokens, permit2, book, simulate, submission, passkeys }

  const app = createRouter()
  app.use(requestId, createAccessLog({ log, metrics }), responseHeaders)
  app.use(cors({ origin: [...origins], credentials: true, exposeHeaders: ['Request-Id', 'Retry-After'] }))
  app.use(
    '/v1/*',
    createOriginCheck({ origins }),
    createClientReader({ proxies }),
    jsonBody,
    createSessionReader({ sessions }),
  )
  app.on(['GET', 'POST'], '/v1/auth/*', (c) => answerSignIn(sessions, c.req.raw))
  app.route('/v1', createQuoteRoutes(desk, idempotency))
  app.route('/v1', createOrderRoutes(desk))
  app.route('/v1', createOrderActionRoutes(desk))
  app.route('/v1', createAccountRoutes(desk))
  app.route('/v1', createPasskeyAccountRoutes(desk))
  app.route('/v1', createPanelRoutes(desk))
  app.route('/v1', createLensRoutes({ ...desk, lens: network.around?.orderLens }))
  app.route('/v1', createKeyRoutes({ ...desk, keyRegistry: network.around?.keyRegistry }))
  app.route('/v1', createCheckpointRoutes({ ...desk, checkpointLog: network.around?.checkpointLog }))
  app.route('/v1', createDetailsRoutes({ ...desk, vault: dependencies.vault }))
  app.route('/v1', createWaysRoutes(desk))
  app.route('/v1', createActionRoutes({ db, outcomes }))
  app.route('/v1', createEventRoutes({ db, clock, feed: createEventFeed(database) }))
  const checks = { database: async () => ({ ok: await database.isReachable() }), ...dependencies.health }
  app.route(
    '/v1',
    createNetworkRoutes({ network, isDemo: demo !== undefined, clock, tokens, checks, metrics }),
  )
  app.route('/v1', createTestRoutes({ desk, demo, testToken: network.testToken, outcomes, idempotency }))

  const describe = () =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Cinnabar',
        version: API_VERSION,
        description:
          'Escrow for trade between strangers. An action posted without a signature answers what to sign; posted with it, it answers the action. Amounts are strings of digits in base units; times are RFC 3339 in UTC; refusals are problems of RFC 9457.',
      },
    })
  app.get('/openapi.json', (c) => c.json(describe()))
  app.route('/', createDocs({ describe }))
  app.notFound(() => {
    throw new ProblemError({ code: 'ROUTE_NOT_FOUND' })
  })
  app.onError(createFailureAnswer(log))
  return app
}

/** Sign-in's own answers; its refusals become problems as all others are. */
async function answerSignIn(sessions: Sessions, request: Request): Promise<Response> {
  const answer = await sessions.handle(request)
  if (answer.status !== 400 && answer.status !== 401) return answer
  const { message } = (await answer.json().catch(() => ({}))) as { message?: string }
  throw new ProblemError({
    code: answer.status === 401 ? 'SIGN_IN_REFUSED' : 'SIGN_IN_INVALID',
    detail: message,
  })
}

function createMetrics(): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}
