import type { DepositMethod } from '@cinnabar/api-schema'
import { type Address, depositAuthorization, depositPermit2 } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import { postAuthorization } from '../signing/authorization.ts'
import { getDomain } from '../signing/domain.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { readToken } from '../signing/payment.ts'
import { postPermit2 } from '../signing/permit2.ts'
import { randomNumber } from '../signing/random.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { Token } from '../wire/token.ts'

/**
 * Moves tokens of the signer's wallet into its own balance in the escrow, by one signature.
 *
 * @param parameters.method - The token's ERC-3009 `authorization` when left out; or `permit2`, for a token that the
 * signer approved in Permit2 once.
 * @param parameters.salt - Of an authorisation; random when left out.
 */
export async function deposit(
  client: Client,
  parameters: ActOptions & {
    token: Token | Address
    amount: bigint
    method?: DepositMethod | undefined
    salt?: bigint | undefined
  },
): Promise<Action> {
  const { amount, method = 'authorization', salt = randomNumber(), until, signal } = parameters
  const token = await readToken(client, parameters.token, signal)
  const domain = await getDomain(client, signal)
  const account = getSigner(client, parameters.signer).address
  const path = `/accounts/${account}/deposit`
  const deposited = { account, token: token.address, amount }
  const body = {
    token: token.address,
    amount: amount.toString(),
    ...(method === 'permit2' && { method }),
    ...(until !== undefined && { until: formatInstant(until) }),
  }
  if (method === 'permit2') {
    const build = (once: { nonce: bigint; deadline: number }) => depositPermit2(deposited, domain, once)
    return postPermit2(client, { path, token, domain, body, build }, parameters)
  }
  return postAuthorization(
    client,
    {
      path,
      purpose: 'deposit',
      token,
      domain,
      body: { ...body, salt: salt.toString(), validAfter: formatInstant(0) },
      build: (span) => depositAuthorization({ ...deposited, salt }, domain, span),
    },
    parameters,
  )
}
