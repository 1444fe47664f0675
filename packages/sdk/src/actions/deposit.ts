import { type Address, depositAuthorization } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import { postAuthorization, readToken } from '../signing/authorization.ts'
import { getDomain } from '../signing/domain.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { randomNumber } from '../signing/random.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { Token } from '../wire/token.ts'

/** Moves tokens of the signer's wallet into its own balance in the escrow, by one ERC-3009 signature. */
export async function deposit(
  client: Client,
  parameters: ActOptions & { token: Token | Address; amount: bigint; salt?: bigint | undefined },
): Promise<Action> {
  const { amount, salt = randomNumber(), until, signal } = parameters
  const token = await readToken(client, parameters.token, signal)
  const domain = await getDomain(client, signal)
  const account = getSigner(client, parameters.signer).address
  return postAuthorization(
    client,
    {
      path: `/accounts/${account}/deposit`,
      purpose: 'deposit',
      token,
      domain,
      body: {
        token: token.address,
        amount: amount.toString(),
        salt: salt.toString(),
        validAfter: formatInstant(0),
        ...(until !== undefined && { until: formatInstant(until) }),
      },
      build: (span) => depositAuthorization({ account, token: token.address, amount, salt }, domain, span),
    },
    parameters,
  )
}
