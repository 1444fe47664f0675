import { type Address, describePermit, hashPermit, parseUnits, permitTypedData } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { postPayment, readToken } from '../signing/payment.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { Token } from '../wire/token.ts'

/** Thrown when a token that knows no ERC-2612 is to take a permit. */
export class PermitUnsupportedError extends Error {
  readonly code = 'TOKEN_WITHOUT_PERMIT'
  readonly retryable = false
  constructor({ token }: { token: Token }) {
    super(`${token.symbol} takes no ERC-2612 permits: approve the escrow in the token, or pay another way`)
    this.name = 'PermitUnsupportedError'
  }
}

/**
 * Lets the escrow take up to `amount` of the signer's wallet, by one ERC-2612 signature and without gas. It pays
 * nothing by itself: `fundOrder` with `funding: 'allowance'` does. It replaces the allowance that was there; zero takes
 * it back.
 *
 * @throws PermitUnsupportedError, ServiceMismatchError, ApiError; ActionFailedError with PERMIT_FAILED when the token
 * did not take it.
 */
export async function permitAllowance(
  client: Client,
  parameters: ActOptions & { token: Token | Address; amount: bigint },
): Promise<Action> {
  const { amount: value, until, signal } = parameters
  const token = await readToken(client, parameters.token, signal)
  if (!token.permitDomain) throw new PermitUnsupportedError({ token })
  const domain = await getDomain(client, signal)
  const owner = getSigner(client, parameters.signer).address
  const tokenDomain = { ...token.permitDomain, chainId: domain.chainId, verifyingContract: token.address }
  const { symbol, decimals } = token
  return postPayment(
    client,
    {
      path: `/accounts/${owner}/permit`,
      body: {
        token: token.address,
        amount: value.toString(),
        ...(until !== undefined && { until: formatInstant(until) }),
      },
      build: (deadline, { fields }) => {
        const nonce = readNonce(fields.nonce)
        const permit = { owner, spender: domain.verifyingContract, value, nonce, deadline }
        return {
          digest: hashPermit(permit, tokenDomain),
          typedData: permitTypedData(permit, tokenDomain),
          sentence: describePermit(permit, { locale: client.locale, token: { symbol, decimals } }),
          fields: { nonce: nonce.toString() },
        }
      },
    },
    parameters,
  )
}

/** The token's own count, which the service reads for the signer. */
function readNonce(answered: unknown): bigint {
  try {
    return parseUnits(answered as string)
  } catch {
    throw new ServiceMismatchError({ field: 'nonce', asked: 'a string of digits', answered })
  }
}
