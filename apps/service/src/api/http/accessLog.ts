import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { Histogram, type Registry } from 'prom-client'
import type { Logger } from '../../log.ts'
import type { ApiEnvironment } from './environment.ts'

/** Logs and measures each request by its route, never by its address, which may say who looks at what. */
export function createAccessLog({ log, metrics }: { log: Logger; metrics: Registry }) {
  const seconds = new Histogram({
    name: 'cinnabar_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    registers: [metrics],
  })
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    const startedAt = performance.now()
    await next()
    const durationMs = performance.now() - startedAt
    const labels = { method: c.req.method, route: routePath(c, -1), status: String(c.res.status) }
    seconds.observe(labels, durationMs / 1000)
    log.info({ ...labels, durationMs: Math.round(durationMs), requestId: c.get('requestId') }, 'request')
  })
}
