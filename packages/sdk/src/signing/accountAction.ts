import type { AccountActionName } from '@cinnabar/api-schema'
import type { ActionType, Address } from '@cinnabar/protocol'
import type { Token } from '../wire/token.ts'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { AskedFields } from './message.ts'
import { type ActOptions, postSigned } from './orderAction.ts'
import { randomNumber } from './random.ts'

/** What `withdraw`, `postBond` and `withdrawBond` take. */
export type TransferParameters = ActOptions & {
  readonly token: Token | Address
  readonly amount: bigint
  /** The signer itself when left out. */
  readonly recipient?: Address | undefined
  /** In no order, and used once; random when left out. */
  readonly nonce?: bigint | undefined
}

/** An action of the signer's own account. */
export function actOnAccount(
  client: Client,
  name: AccountActionName,
  type: ActionType,
  options: ActOptions,
  asked: AskedFields,
): Promise<Action> {
  const account = getSigner(client, options.signer).address
  const until = options.until === undefined ? {} : { until: formatInstant(options.until) }
  return postSigned(
    client,
    `/accounts/${account}/${name}`,
    type,
    options,
    { account },
    { ...asked, ...until },
  )
}

/** The signer's own money to a recipient. */
export function transferOwn(
  client: Client,
  name: 'withdraw' | 'post-bond' | 'withdraw-bond',
  type: 'Withdraw' | 'PostBond' | 'WithdrawBond',
  { token, amount, recipient, nonce, ...options }: TransferParameters,
): Promise<Action> {
  return actOnAccount(client, name, type, options, {
    token: typeof token === 'string' ? token : token.address,
    amount: amount.toString(),
    recipient: recipient ?? getSigner(client, options.signer).address,
    nonce: (nonce ?? randomNumber()).toString(),
  })
}
