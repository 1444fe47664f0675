import { randomBytes } from 'node:crypto'
import { type Address, isSameAddress } from '@cinnabar/protocol'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { bearer, organization, siwe } from 'better-auth/plugins'
import { recoverMessageAddress } from 'viem'
import { parseSiweMessage } from 'viem/siwe'
import type { Logger } from '../log.ts'
import type { Db } from '../store/database.ts'
import { addMember, DEFAULT_TENANT, listMemberships } from '../store/tenants.ts'
import * as schema from './schema.ts'

export type AuthOptions = {
  readonly db: Db
  /**
   * Where people reach this service, asked for at the first request: a port may be known only then. Sign-in
   * messages may name these hosts and no other.
   */
  readonly publicUrls: () => readonly string[]
  readonly chainId: number
  /** Signs cookies: 32 random bytes or more, kept with the other keys. */
  readonly secret: string
  readonly log: Logger
}

const WEEK_SECONDS = 7 * 86_400

/**
 * Sign-in with Ethereum (ERC-4361) and sessions. A page keeps its session in an httpOnly cookie; a machine sends the
 * token of the same session as bearer. Tenants are organisations; everybody joins the default one.
 */
export function createAuth(options: AuthOptions) {
  const { db } = options
  const instances = new Map<string, ReturnType<typeof createInstance>>()
  /** The one of the host that was asked, else of the first: a message that names another host is refused there. */
  const findInstance = (host: string | null) => {
    const urls = options.publicUrls().map((url) => new URL(url))
    const { origin } = urls.find((url) => url.host === host) ?? urls[0]!
    const instance = instances.get(origin) ?? createInstance(options, origin)
    instances.set(origin, instance)
    return instance
  }
  return {
    handle: (request: Request) => findInstance(new URL(request.url).host).handler(request),
    async findSession(headers: Headers) {
      const found = await findInstance(headers.get('host')).api.getSession({ headers })
      if (!found) return undefined
      const userId = found.user.id
      const kept = await listMemberships(db, { userId })
      // A crash can fall between a user and its membership: who belongs to no tenant joins the default one now.
      if (kept.length === 0) await addMember(db, { tenantId: DEFAULT_TENANT, userId })
      const memberships = kept.length === 0 ? await listMemberships(db, { userId }) : kept
      const active = (found.session as { activeOrganizationId?: string | null }).activeOrganizationId
      const chosen = memberships.find(({ tenantId }) => tenantId === active) ?? memberships[0]
      return chosen && { userId, tenantId: chosen.tenantId }
    },
  }
}

function createInstance({ db, publicUrls, chainId, secret, log }: AuthOptions, origin: string) {
  const { host, protocol } = new URL(origin)
  const origins = publicUrls().map((url) => new URL(url).origin)
  return betterAuth({
    appName: 'Cinnabar',
    baseURL: origin,
    basePath: '/v1/auth',
    secret,
    trustedOrigins: origins,
    database: drizzleAdapter(db, { provider: 'pg', schema, transaction: true }),
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ part: 'auth' }, message),
    },
    session: { expiresIn: WEEK_SECONDS, updateAge: 86_400 },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'cinnabar',
      useSecureCookies: protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    databaseHooks: {
      user: {
        create: {
          after: async ({ id }) => addMember(db, { tenantId: DEFAULT_TENANT, userId: id }),
        },
      },
    },
    plugins: [
      siwe({
        domain: host,
        anonymous: true,
        getNonce: async () => randomBytes(16).toString('hex'),
        verifyMessage: async ({ message, signature, address }) =>
          isSignedHere({ message, signature, address: address as Address }, { chainId, origin }),
      }),
      bearer(),
      organization({ allowUserToCreateOrganization: true }),
    ],
  })
}

/**
 * What better-auth leaves to us: the signature, the chain of this service, and that the message is of now. Domain,
 * nonce and expiry it has checked before.
 */
async function isSignedHere(
  { message, signature, address }: { message: string; signature: string; address: Address },
  { chainId, origin }: { chainId: number; origin: string },
): Promise<boolean> {
  const { chainId: signedChain, uri, issuedAt, version } = parseSiweMessage(message)
  if (signedChain !== chainId || version !== '1') return false
  if (!uri || new URL(uri).origin !== origin) return false
  if (!issuedAt || Math.abs(Date.now() - issuedAt.getTime()) > 15 * 60_000) return false
  try {
    return isSameAddress(await recoverMessageAddress({ message, signature: signature as Address }), address)
  } catch {
    return false
  }
}
