import { createMiddleware } from 'hono/factory'
import type { ApiEnvironment } from './environment.ts'

/** What a caller may name a request: it stands in logs and in the row of the action. */
const FORM = /^[A-Za-z0-9_.:-]{8,128}$/

/** `Request-Id` in and out: the caller's own when it is one, else a new one. */
export const requestId = createMiddleware<ApiEnvironment>(async (c, next) => {
  const given = c.req.header('request-id')
  const id = given && FORM.test(given) ? given : crypto.randomUUID()
  c.set('requestId', id)
  await next()
  c.header('Request-Id', id)
})
