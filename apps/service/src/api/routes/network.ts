import { API_VERSION, healthSchema, networkSchema, tokensSchema, z } from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import type { Registry } from 'prom-client'
import { formatInstant } from '../actions/instants.ts'
import type { HealthCheck, ServedNetwork } from '../dependencies.ts'
import type { Tokens } from '../ledger/tokens.ts'
import { createRouter, jsonAnswer, REFUSALS } from './route.ts'

const networkRoute = createRoute({
  method: 'get',
  path: '/network',
  operationId: 'getNetwork',
  tags: ['network'],
  summary: 'Which ledger this service serves, and its time',
  responses: { 200: jsonAnswer(networkSchema, 'The network'), ...REFUSALS },
})

const tokensRoute = createRoute({
  method: 'get',
  path: '/tokens',
  operationId: 'listTokens',
  tags: ['network'],
  summary: 'The tokens that orders can be in',
  responses: { 200: jsonAnswer(tokensSchema, 'The tokens'), ...REFUSALS },
})

const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  tags: ['network'],
  summary: 'Whether the service and what it stands on are well',
  responses: {
    200: jsonAnswer(healthSchema, 'All is well'),
    503: jsonAnswer(healthSchema, 'Something is not'),
    ...REFUSALS,
  },
})

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  operationId: 'getMetrics',
  tags: ['network'],
  summary: 'Figures for Prometheus',
  responses: {
    200: { description: 'Prometheus text format', content: { 'text/plain': { schema: z.string() } } },
  },
})

/** What there is to know about the network and the service itself. */
export function createNetworkRoutes({
  network,
  isDemo,
  clock,
  tokens,
  checks,
  metrics,
}: {
  network: ServedNetwork
  isDemo: boolean
  clock: { now(): Promise<number> | number }
  tokens: Tokens
  checks: Readonly<Record<string, HealthCheck>>
  metrics: Registry
}) {
  const router = createRouter()

  router.openapi(networkRoute, async (c) =>
    c.json(
      {
        name: network.name,
        chainId: network.chainId,
        genesis: network.genesis,
        contracts: { escrow: network.escrow, ...network.around },
        isDemo,
        now: formatInstant(await clock.now()),
        apiVersion: API_VERSION,
      },
      200,
    ),
  )

  router.openapi(tokensRoute, async (c) => c.json({ items: await tokens.listTokens() }, 200))

  router.openapi(healthRoute, async (c) => {
    const entries = Object.entries(checks).map(
      async ([name, check]) => [name, await runCheck(check)] as const,
    )
    const results = Object.fromEntries(await Promise.all(entries))
    const isWell = Object.values(results).every(({ ok }) => ok)
    return c.json(
      { status: isWell ? ('ok' as const) : ('degraded' as const), checks: results },
      isWell ? 200 : 503,
    )
  })

  router.openapi(metricsRoute, async (c) => {
    c.header('Content-Type', metrics.contentType)
    return c.text(await metrics.metrics(), 200)
  })

  return router
}

/** A check that throws is not well, and says so without its stack. */
async function runCheck(check: HealthCheck): Promise<{ ok: boolean; detail?: string }> {
  try {
    return await check()
  } catch (error) {
    return { ok: false, detail: (error as { code?: string }).code ?? 'the check failed' }
  }
}
