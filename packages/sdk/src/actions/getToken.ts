import { type Address, isSameAddress } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import type { Token } from '../wire/token.ts'
import { listTokens } from './listTokens.ts'

/** Thrown by {@link getToken}. */
export class TokenUnknownError extends Error {
  readonly code = 'TOKEN_UNKNOWN'
  readonly retryable = false
  constructor({ token }: { token: string }) {
    super(`the service knows no token ${token}`)
    this.name = 'TokenUnknownError'
  }
}

/**
 * A token by its symbol or address.
 *
 * @throws TokenUnknownError if there is none, or if the symbol is not of one token alone.
 */
export async function getToken(
  client: Client,
  { symbol, address, signal }: { symbol?: string; address?: Address; signal?: AbortSignal | undefined },
): Promise<Token> {
  const found: Token[] = []
  for await (const token of listTokens(client, { signal })) {
    if (address ? isSameAddress(token.address, address) : token.symbol === symbol) found.push(token)
  }
  if (found.length !== 1) throw new TokenUnknownError({ token: String(address ?? symbol) })
  return found[0]!
}
