import { API_VERSION } from '@cinnabar/api-schema'
import { createMiddleware } from 'hono/factory'
import type { ApiEnvironment } from './environment.ts'

/** No answer of the API is a page that runs anything; `/docs` needs its own style and no script. */
const POLICY =
  "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Headers of every answer. */
export const responseHeaders = createMiddleware<ApiEnvironment>(async (c, next) => {
  await next()
  c.header('Cinnabar-Version', API_VERSION)
  c.header('Content-Security-Policy', POLICY)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
})
