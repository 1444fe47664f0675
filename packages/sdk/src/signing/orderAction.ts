import type { ActionJson, OrderActionName, ToSign } from '@cinnabar/api-schema'
import {
  type ActionMessage,
  type ActionType,
  describeAction,
  type Hex,
  hashAction,
  type StateName,
  toTypedData,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { waitForAction } from '../actions/waitForAction.ts'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner, type Signer } from '../signer.ts'
import { type Action, decodeAction } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import { getDomain } from './domain.ts'
import { type AskedFields, buildMessage } from './message.ts'
import { ServiceMismatchError } from './mismatch.ts'
import { signTypedData } from './sign.ts'
import { checkUntil } from './until.ts'

/** How an action is done, whatever it is. */
export type ActOptions = {
  /** Instead of the client's signer: an operator, or another party. */
  readonly signer?: Signer | undefined
  /** Last second at which the consent counts, in ledger time; an hour from now when left out. */
  readonly until?: UnixSeconds | undefined
  /** `false` answers as soon as the service stored the action; else when it is recorded on the ledger. */
  readonly wait?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** What every action on an order takes. */
export type OrderActParameters = ActOptions & {
  /** The order's id. */
  readonly id: Hex
  /** The state that it is meant in; the present one when left out. */
  readonly state?: StateName | undefined
}

/**
 * Asks what to sign, builds the same from what was asked, compares both, signs, posts, and waits.
 *
 * @param asked - The fields that the caller chose, as they stand in the API's body.
 * @throws ServiceMismatchError, ApiError, ConnectionError, ActionFailedError.
 */
export async function actOnOrder(
  client: Client,
  name: OrderActionName,
  type: ActionType,
  parameters: OrderActParameters,
  asked: AskedFields = {},
): Promise<Action> {
  const { id, state, until } = parameters
  return postSigned(
    client,
    `/orders/${id}/${name}`,
    type,
    parameters,
    { order: id },
    {
      ...asked,
      signer: getSigner(client, parameters.signer).address,
      ...(state !== undefined && { state }),
      ...(until !== undefined && { until: formatInstant(until) }),
    },
  )
}

/** The way of every signed action: prepare, compare, sign, post, wait. */
export async function postSigned(
  client: Client,
  path: string,
  type: ActionType,
  options: ActOptions,
  subject: AskedFields,
  asked: AskedFields,
): Promise<Action> {
  const { signal } = options
  const signer = getSigner(client, options.signer)
  const domain = await getDomain(client, signal)
  const body = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  const toSign = await request<ToSign>(client, { method: 'POST', path, body, signal })
  const message = buildMessage(type, subject, body, toSign.fields) as ActionMessage
  await checkUntil(client, { asked: options.until, answered: message.until })
  const digest = hashAction(type, message as never, domain)
  if (digest !== toSign.digest) {
    throw new ServiceMismatchError({ field: 'digest', asked: digest, answered: toSign.digest })
  }
  const typedData = toTypedData(type, message as never, domain)
  const sentence = describeAction(type, message as never, { locale: client.locale })
  const signature = await signTypedData(client, signer, typedData, sentence)
  const json = await request<ActionJson>(client, {
    method: 'POST',
    path,
    body: { ...toSign.fields, ...body, signature },
    signal,
  })
  return settleAction(client, decodeAction(json), options)
}

/** Waits for an action that was posted, unless the caller does not want to. */
export async function settleAction(client: Client, action: Action, options: ActOptions): Promise<Action> {
  if (options.wait === false || action.status === 'prepared') return action
  return waitForAction(client, { id: action.id, signal: options.signal })
}
