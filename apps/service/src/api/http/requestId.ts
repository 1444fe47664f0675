import { createMiddleware } from 'hono/factory'
import type { ApiEnvironment } from './environment.ts'

/**
 * What a caller may name a request: a UUID, or 16 to 64 hexadecimal digits. It stands in logs and in the row of the
 * action, so it is no place for a name or a phone number.
 */
const FORM = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,64})$/i

/** `Request-Id` in and out: the caller's own when it is one, else a new one. What was not taken is kept nowhere. */
export const requestId = createMiddleware<ApiEnvironment>(async (c, next) => {
  const given = c.req.header('request-id')
  const id = given && FORM.test(given) ? given : crypto.randomUUID()
  c.set('requestId', id)
  await next()
  c.header('Request-Id', id)
})
