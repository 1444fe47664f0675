import type { Context } from 'hono'
import type { SignedIn } from '../dependencies.ts'

/** What middleware leaves for the routes. */
export type ApiEnvironment = {
  Variables: {
    requestId: string
    /** Who is counted as one, see clientAddress.ts. */
    client: string
    /** Asks for the session once, and only when a route needs it. */
    findSession: () => Promise<SignedIn | undefined>
  }
}

export type ApiContext = Context<ApiEnvironment>

export { DEFAULT_TENANT } from '../../store/tenants.ts'
