import type { ActionJson, ToSign } from '@cinnabar/api-schema'
import type { Hex, TypedData, UnixSeconds } from '@cinnabar/protocol'
import { getToken } from '../actions/getToken.ts'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner } from '../signer.ts'
import { type Action, decodeAction } from '../wire/action.ts'
import { parseInstant } from '../wire/instant.ts'
import type { Token } from '../wire/token.ts'
import { ServiceMismatchError } from './mismatch.ts'
import { type ActOptions, settleAction } from './orderAction.ts'
import { signTypedData } from './sign.ts'
import { checkUntil } from './until.ts'

/** What is signed, made here of what was asked alone, and the instant and number that the service may choose. */
export type Payment = {
  readonly digest: Hex
  readonly typedData: TypedData
  readonly sentence: string
  /** Posted back beside what was asked. */
  readonly fields?: Readonly<Record<string, string>>
}

/**
 * The way of everything that is signed in the domain of a token or of Permit2: asks for the instant, builds what is
 * signed itself, compares, signs, posts, waits.
 *
 * @throws ServiceMismatchError, ApiError, ConnectionError, ActionFailedError.
 */
export async function postPayment(
  client: Client,
  {
    path,
    body,
    build,
  }: { path: string; body: object; build: (until: UnixSeconds, answered: ToSign) => Payment },
  options: ActOptions,
): Promise<Action> {
  const { signal } = options
  const signer = getSigner(client, options.signer)
  const toSign = await request<ToSign>(client, { method: 'POST', path, body, signal })
  const until = parseInstant(String(toSign.fields.until))
  await checkUntil(client, { asked: options.until, answered: until })
  const { digest, typedData, sentence, fields } = build(until, toSign)
  if (digest !== toSign.digest) {
    throw new ServiceMismatchError({ field: 'digest', asked: digest, answered: toSign.digest })
  }
  const signature = await signTypedData(client, signer, typedData, sentence)
  const json = await request<ActionJson>(client, {
    method: 'POST',
    path,
    body: { ...body, until: toSign.fields.until, ...fields, signature },
    signal,
  })
  return settleAction(client, decodeAction(json), options)
}

/** A token given as itself or by its address. */
export async function readToken(client: Client, token: Token | Token['address'], signal?: AbortSignal) {
  return typeof token === 'string' ? getToken(client, { address: token, signal }) : token
}
