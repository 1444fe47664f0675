import type { ActionJson, ToSign } from '@cinnabar/api-schema'
import {
  authorizationTypedData,
  describeAuthorization,
  hashAuthorization,
  type Order,
  type ProtocolDomain,
  type ReceiveAuthorization,
} from '@cinnabar/protocol'
import { getToken } from '../actions/getToken.ts'
import type { Token } from '../wire/token.ts'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner } from '../signer.ts'
import { type Action, decodeAction } from '../wire/action.ts'
import { parseInstant } from '../wire/instant.ts'
import { ServiceMismatchError } from './mismatch.ts'
import { type ActOptions, settleAction } from './orderAction.ts'
import { signTypedData } from './sign.ts'
import { checkUntil } from './until.ts'

/** Thrown when a token that knows no ERC-3009 is to be paid by authorisation. */
export class AuthorizationUnsupportedError extends Error {
  readonly code = 'TOKEN_WITHOUT_AUTHORIZATION'
  readonly retryable = false
  constructor({ token }: { token: Token }) {
    super(`${token.symbol} takes no ERC-3009 authorisations: pay by allowance or from the balance`)
    this.name = 'AuthorizationUnsupportedError'
  }
}

/**
 * Posts a payment by ERC-3009: asks for the span, builds the authorisation itself, compares, signs, posts, waits.
 *
 * @param build - The authorisation of a span, made of what was asked alone.
 */
export async function postAuthorization(
  client: Client,
  payment: {
    path: string
    purpose: 'fund' | 'deposit'
    token: Token
    terms?: Order | undefined
    body: Readonly<Record<string, unknown>>
    domain: ProtocolDomain
    build: (span: { validAfter: number; validBefore: number }) => ReceiveAuthorization
  },
  options: ActOptions,
): Promise<Action> {
  const { path, token, domain, body } = payment
  const signer = getSigner(client, options.signer)
  if (!token.domain) throw new AuthorizationUnsupportedError({ token })
  const toSign = await request<ToSign>(client, { method: 'POST', path, body, signal: options.signal })
  const validBefore = parseInstant(String(toSign.fields.until))
  await checkUntil(client, { asked: options.until, answered: validBefore })
  const message = payment.build({ validAfter: 0, validBefore })
  const tokenDomain = { ...token.domain, chainId: domain.chainId, verifyingContract: token.address }
  const digest = hashAuthorization(message, tokenDomain)
  if (digest !== toSign.digest) {
    throw new ServiceMismatchError({ field: 'digest', asked: digest, answered: toSign.digest })
  }
  const { symbol, decimals } = token
  const sentence = describeAuthorization(payment.purpose, message, {
    locale: client.locale,
    token: { symbol, decimals },
    terms: payment.terms,
  })
  const signature = await signTypedData(
    client,
    signer,
    authorizationTypedData(message, tokenDomain),
    sentence,
  )
  const json = await request<ActionJson>(client, {
    method: 'POST',
    path,
    body: { ...body, until: toSign.fields.until, signature },
    signal: options.signal,
  })
  return settleAction(client, decodeAction(json), options)
}

/** A token given as itself or by its address. */
export async function readToken(client: Client, token: Token | Token['address'], signal?: AbortSignal) {
  return typeof token === 'string' ? getToken(client, { address: token, signal }) : token
}
