import { type Address, formatAddress } from '@cinnabar/protocol'
import { createSiweMessage } from 'viem/siwe'
import type { Client } from '../client.ts'
import { ApiError } from '../errors.ts'
import { request } from '../request.ts'
import { getSigner, type Signer, SignerMissingError } from '../signer.ts'
import { getNetwork } from './getNetwork.ts'

/** Who is signed in. */
export type Session = { readonly user: string; readonly address: Address }

type Verified = { token: string; user: { id: string; walletAddress: Address } }

/**
 * Signs in with Ethereum (ERC-4361). In a page the session is an httpOnly cookie; elsewhere the client keeps its
 * token and sends it with each request.
 *
 * @param parameters.domain - Host that the message names; the service's own when left out.
 */
export async function signIn(
  client: Client,
  parameters: {
    signer?: Signer | undefined
    domain?: string | undefined
    signal?: AbortSignal | undefined
  } = {},
): Promise<Session> {
  const { signal } = parameters
  const signer = getSigner(client, parameters.signer)
  if (!signer.signMessage) throw new SignerMissingError()
  const { origin, host } = new URL(globalThis.location?.origin ?? client.url)
  const chainId = client.network?.chainId ?? (await getNetwork(client, { cached: true, signal })).chainId
  const sign = () =>
    signMessageOnce(client, { signer, origin, host: parameters.domain ?? host, chainId, signal })
  // An answer that was lost has used its nonce up: what is repeated needs a new one.
  const verified = await sign().catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 401) return sign()
    throw error
  })
  if (!globalThis.document) client.memory.token = verified.token
  return { user: verified.user.id, address: verified.user.walletAddress.toLowerCase() as Address }
}

async function signMessageOnce(
  client: Client,
  of: { signer: Signer; origin: string; host: string; chainId: number; signal: AbortSignal | undefined },
): Promise<Verified> {
  const { signer, origin, host, chainId, signal } = of
  const { nonce } = await request<{ nonce: string }>(client, {
    method: 'POST',
    path: '/auth/siwe/nonce',
    body: {},
    signal,
  })
  const message = createSiweMessage({
    domain: host,
    address: formatAddress(signer.address),
    statement: 'Sign in to Cinnabar. This moves no money.',
    uri: origin,
    version: '1',
    chainId: chainId,
    nonce,
    issuedAt: new Date(),
  })
  const signature = await signer.signMessage!({ account: signer.address, message })
  return request<Verified>(client, {
    method: 'POST',
    path: '/auth/siwe/verify',
    body: { message, signature },
    signal,
  })
}
