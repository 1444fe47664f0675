import { createMiddleware } from 'hono/factory'
import type { ApiEnvironment } from './environment.ts'
import { ProblemError } from './problemError.ts'

/**
 * Cross-site request forgery: a change that carries cookies must come from a page of ours. Requests without cookies
 * (machines with a bearer token, signed actions) carry nothing that another site could misuse.
 */
export function createOriginCheck({ origins }: { origins: readonly string[] }) {
  const allowed = new Set(origins)
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || !c.req.header('cookie')) return next()
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const isOurs = origin ? allowed.has(origin) || isSameHost(origin, c.req.url) : site === 'same-origin'
    if (!isOurs) throw new ProblemError({ code: 'ORIGIN_REFUSED' })
    return next()
  })
}

function isSameHost(origin: string, url: string): boolean {
  try {
    return new URL(origin).host === new URL(url).host
  } catch {
    return false
  }
}
