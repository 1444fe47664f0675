import { createMiddleware } from 'hono/factory'
import type { Sessions, SignedIn } from '../dependencies.ts'
import { type ApiContext, type ApiEnvironment, DEFAULT_TENANT } from './environment.ts'
import { ProblemError } from './problemError.ts'

/** Lets routes ask who is signed in; the ledger is public, so most never do. */
export function createSessionReader({ sessions }: { sessions: Sessions }) {
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    let session: Promise<SignedIn | undefined> | undefined
    const { headers } = c.req.raw
    c.set('findSession', () => {
      const mayBeSignedIn = headers.has('cookie') || headers.has('authorization')
      session ??= mayBeSignedIn ? sessions.findSession(headers) : Promise.resolve(undefined)
      return session
    })
    await next()
  })
}

/** Who is signed in. Throws SESSION_REQUIRED. */
export async function getSession(c: ApiContext): Promise<SignedIn> {
  const session = await c.get('findSession')()
  if (!session) throw new ProblemError({ code: 'SESSION_REQUIRED' })
  return session
}

/** The tenant that a row is written for; nobody needs to be signed in for what authorises itself. */
export async function readTenant(c: ApiContext): Promise<string> {
  return (await c.get('findSession')())?.tenantId ?? DEFAULT_TENANT
}
