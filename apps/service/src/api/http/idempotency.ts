import { createHash } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { Db } from '../../store/database.ts'
import { claimKey, completeKey, releaseKey } from '../../store/idempotency.ts'
import type { ApiEnvironment } from './environment.ts'
import { refuseField } from './problemError.ts'
import { ProblemError } from './problemError.ts'
import { readTenant } from './session.ts'

/**
 * `Idempotency-Key`: the same key and request is answered as the first time for 24 hours, another request of the
 * same key is refused. Refusals are not kept, so that a mended request may use the key again.
 */
export function createIdempotency({ db }: { db: Db }) {
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    const key = c.req.header('idempotency-key')
    if (key === undefined) return next()
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw refuseField('Idempotency-Key', 'IDEMPOTENCY_KEY_INVALID', 'expected 1 to 200 visible characters')
    }
    const tenantId = await readTenant(c)
    const requestHash = createHash('sha256')
      .update(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
      .digest('hex')
    const claim = await claimKey(db, { tenantId, key, requestHash })
    if (claim.status === 'mismatch') throw new ProblemError({ code: 'IDEMPOTENCY_MISMATCH' })
    if (claim.status === 'busy') throw new ProblemError({ code: 'IDEMPOTENCY_BUSY' })
    if (claim.status === 'answered') {
      return c.body(claim.body, claim.responseStatus as 200, {
        'Content-Type': 'application/json',
        'Idempotent-Replayed': 'true',
      })
    }
    try {
      await next()
    } finally {
      if (!c.error && c.res.ok) {
        const body = await c.res.clone().text()
        await completeKey(db, { tenantId, key, status: c.res.status, body })
      } else await releaseKey(db, { tenantId, key })
    }
  })
}
