import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
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
      } else await release(() => releaseKey(db, { tenantId, key }))
    }
  })
}

const RELEASE_ATTEMPTS = 5
const RELEASE_PAUSE_MS = 200

/**
 * What made a request fail is often what makes the release fail too: a database that was away leaves dead connections
 * behind. A claim that stays would refuse the client's repetitions for ten seconds.
 */
async function release(attempt: () => Promise<void>): Promise<void> {
  for (let left = RELEASE_ATTEMPTS - 1; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (left === 0) throw error
      await setTimeout(RELEASE_PAUSE_MS)
    }
  }
}
