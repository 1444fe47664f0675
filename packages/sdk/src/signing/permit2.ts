import {
  describePermit2,
  hashPermit2,
  type Order,
  type Permit2Transfer,
  type ProtocolDomain,
  permit2TypedData,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import type { Action } from '../wire/action.ts'
import type { Token } from '../wire/token.ts'
import type { ActOptions } from './orderAction.ts'
import { postPayment } from './payment.ts'
import { randomNumber } from './random.ts'

/**
 * Posts a payment by Permit2. The nonce is chosen here.
 *
 * @param payment.build - The transfer of a nonce and a deadline, made of what was asked alone.
 */
export async function postPermit2(
  client: Client,
  payment: {
    path: string
    token: Token
    terms?: Order | undefined
    body: Readonly<Record<string, unknown>>
    domain: ProtocolDomain
    build: (once: { nonce: bigint; deadline: number }) => Permit2Transfer
  },
  options: ActOptions,
): Promise<Action> {
  const { path, token, domain, terms } = payment
  const nonce = randomNumber()
  const { symbol, decimals } = token
  const build = (deadline: number) => {
    const transfer = payment.build({ nonce, deadline })
    return {
      digest: hashPermit2(transfer, domain.chainId),
      typedData: permit2TypedData(transfer, domain.chainId),
      sentence: describePermit2(transfer, {
        locale: client.locale,
        token: { symbol, decimals },
        terms,
      }),
    }
  }
  return postPayment(client, { path, body: { ...payment.body, nonce: nonce.toString() }, build }, options)
}
