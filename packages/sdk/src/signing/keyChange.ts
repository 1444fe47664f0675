import {
  describeKeysMessage,
  type Hex,
  hashKeysMessage,
  type KeysMessage,
  parseUnits,
  toKeysTypedData,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import { getContract } from './contract.ts'
import { getDomain } from './domain.ts'
import { ServiceMismatchError } from './mismatch.ts'
import type { ActOptions } from './orderAction.ts'
import { postPayment } from './payment.ts'

/** What every change of a key takes. */
export type KeyChangeParameters = ActOptions & {
  /** The change that this makes: one more than the present version, which stands for left out. */
  readonly version?: bigint | undefined
}

/** A change of the signer's key: to another one, or to none. */
export async function changeKey(
  client: Client,
  key: Hex | undefined,
  options: KeyChangeParameters,
): Promise<Action> {
  const { signal, until } = options
  const account = getSigner(client, options.signer).address
  const { chainId } = await getDomain(client, signal)
  const domain = { chainId, verifyingContract: await getContract(client, 'keyRegistry', signal) }
  return postPayment(
    client,
    {
      path: `/accounts/${account}/keys${key === undefined ? '/revoke' : ''}`,
      body: {
        ...(key !== undefined && { key }),
        ...(options.version !== undefined && { version: options.version.toString() }),
        ...(until !== undefined && { until: formatInstant(until) }),
      },
      build: (until, { fields }) => {
        const version = options.version ?? readVersion(fields.version)
        const type = key === undefined ? 'RevokeKey' : 'SetKey'
        const change = { account, version, until }
        const message = (key === undefined ? change : { ...change, key }) as KeysMessage<typeof type>
        return {
          digest: hashKeysMessage(type, message, domain),
          typedData: toKeysTypedData(type, message, domain),
          sentence: describeKeysMessage(type, message, { locale: client.locale }),
          fields: { version: version.toString() },
        }
      },
    },
    options,
  )
}

function readVersion(answered: unknown): bigint {
  try {
    return parseUnits(answered as string)
  } catch {
    throw new ServiceMismatchError({ field: 'version', asked: 'a string of digits', answered })
  }
}
