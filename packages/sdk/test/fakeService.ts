import type { NetworkJson, TokenJson } from '@cinnabar/api-schema'
import { hashText, type ProtocolDomain } from '@cinnabar/protocol'
import { privateKeyToAccount } from 'viem/accounts'
import { type Client, type ClientOptions, createClient } from '../src/index.ts'

/** What a service was asked. */
export type Asked = {
  readonly method: string
  readonly path: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  readonly body: any
  readonly headers: Headers
}
export type Answer = {
  readonly status?: number
  readonly body: unknown
  readonly headers?: Record<string, string>
}

export const DOMAIN: ProtocolDomain = { chainId: 31337, verifyingContract: `0x${'e5'.repeat(20)}` }
export const NETWORK: NetworkJson = {
  name: 'fake',
  chainId: DOMAIN.chainId,
  genesis: `0x${'00'.repeat(32)}`,
  contracts: { escrow: DOMAIN.verifyingContract },
  isDemo: false,
  now: new Date().toISOString(),
  apiVersion: '2026-11-22',
}
const TOKEN_DOMAIN = {
  name: 'Test USD Coin',
  version: '1',
  chainId: DOMAIN.chainId,
  verifyingContract: `0x${'70'.repeat(20)}`,
} as const
export const TOKEN: TokenJson = {
  address: TOKEN_DOMAIN.verifyingContract,
  symbol: 'USDC',
  name: 'Test USD Coin',
  decimals: 6,
  domain: TOKEN_DOMAIN,
  permitDomain: TOKEN_DOMAIN,
}
export const buyer = privateKeyToAccount(hashText('buyer'))
export const seller = privateKeyToAccount(hashText('seller'))

/** A client of a service that answers as it is told: for lies and faults, which the real one does not have. */
export function createFakeClient(
  answer: (asked: Asked, count: number) => Answer | Promise<Answer>,
  options: Partial<ClientOptions> = {},
): { client: Client; asked: Asked[] } {
  const asked: Asked[] = []
  const fetch = (async (input: string, init: RequestInit = {}) => {
    const { pathname, search } = new URL(input)
    const request: Asked = {
      method: init.method ?? 'GET',
      path: pathname.replace('/v1', '') + search,
      body: init.body === undefined ? undefined : JSON.parse(String(init.body)),
      headers: new Headers(init.headers),
    }
    init.signal?.throwIfAborted()
    asked.push(request)
    const known =
      request.path === '/network' ? NETWORK : request.path === '/tokens' ? { items: [TOKEN] } : undefined
    const {
      status = 200,
      body,
      headers = {},
    } = known
      ? { body: known }
      : await answer(request, asked.filter(({ path }) => path === request.path).length)
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
  }) as typeof globalThis.fetch
  const client = createClient({ url: 'http://fake', fetch, signer: buyer, retries: 0, ...options })
  return { client, asked }
}
