import {
  authorizationTypedData,
  describeAuthorization,
  hashAuthorization,
  type Order,
  type ProtocolDomain,
  type ReceiveAuthorization,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import type { Action } from '../wire/action.ts'
import type { Token } from '../wire/token.ts'
import type { ActOptions } from './orderAction.ts'
import { postPayment } from './payment.ts'

/** Thrown when a token that knows no ERC-3009 is to be paid by authorisation. */
export class AuthorizationUnsupportedError extends Error {
  readonly code = 'TOKEN_WITHOUT_AUTHORIZATION'
  readonly retryable = false
  constructor({ token }: { token: Token }) {
    super(
      `${token.symbol} takes no ERC-3009 authorisations: pay by Permit2, by allowance or from the balance`,
    )
    this.name = 'AuthorizationUnsupportedError'
  }
}

/**
 * Posts a payment by ERC-3009.
 *
 * @param payment.build - The authorisation of a span, made of what was asked alone.
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
  const { path, token, domain, body, terms } = payment
  if (!token.domain) throw new AuthorizationUnsupportedError({ token })
  const tokenDomain = { ...token.domain, chainId: domain.chainId, verifyingContract: token.address }
  const { symbol, decimals } = token
  const build = (validBefore: number) => {
    const message = payment.build({ validAfter: 0, validBefore })
    return {
      digest: hashAuthorization(message, tokenDomain),
      typedData: authorizationTypedData(message, tokenDomain),
      sentence: describeAuthorization(payment.purpose, message, {
        locale: client.locale,
        token: { symbol, decimals },
        terms,
      }),
    }
  }
  return postPayment(client, { path, body, build }, options)
}
