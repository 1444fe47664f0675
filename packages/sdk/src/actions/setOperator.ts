import type { Address, UnixSeconds } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { actOnAccount } from '../signing/accountAction.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { randomNumber } from '../signing/random.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'

/**
 * Lets a hot key quote, accept, inspect, ship, deliver and claim for the signer; it can never move money.
 *
 * @param parameters.operatorUntil - Until when, at most the end of 9999; zero takes it back.
 */
export function setOperator(
  client: Client,
  parameters: ActOptions & { operator: Address; operatorUntil: UnixSeconds; nonce?: bigint | undefined },
): Promise<Action> {
  const { operator, operatorUntil, nonce = randomNumber(), ...options } = parameters
  return actOnAccount(client, 'set-operator', 'SetOperator', options, {
    operator,
    operatorUntil: formatInstant(operatorUntil),
    nonce: nonce.toString(),
  })
}
