import {
  type Address,
  type DetailsMessage,
  type DetailsType,
  describeDetailsMessage,
  toDetailsTypedData,
} from '@cinnabar/protocol'
import { getNetwork } from '../actions/getNetwork.ts'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner, type Signer } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { signTypedData } from '../signing/sign.ts'
import { formatInstant } from '../wire/instant.ts'

/** How long a request to the vault is valid. */
const VALID_SECONDS = 300

/** Signs a request to the vault with the account that it is about, and posts it. */
export async function postSignedRequest<Answer>(
  client: Client,
  type: DetailsType,
  {
    path,
    subject,
    message,
    body = {},
    signer: given,
    signal,
  }: {
    path: string
    /** Which field of the message names the signer. */
    subject: 'holder' | 'reader' | 'account'
    message: Readonly<Record<string, unknown>>
    body?: object
    signer?: Signer | undefined
    signal?: AbortSignal | undefined
  },
): Promise<Answer> {
  const signer = getSigner(client, given)
  const account = signer.address.toLowerCase() as Address
  const domain = await getDomain(client, signal)
  const until = (await getNetwork(client, { signal })).now + VALID_SECONDS
  const signed = { ...message, [subject]: account, until } as unknown as DetailsMessage
  const sentence = describeDetailsMessage(type, signed, { locale: client.locale })
  const signature = await signTypedData(client, signer, toDetailsTypedData(type, signed, domain), sentence)
  return request<Answer>(client, {
    method: 'POST',
    path,
    body: { ...body, [subject]: account, until: formatInstant(until), signature },
    signal,
  })
}
