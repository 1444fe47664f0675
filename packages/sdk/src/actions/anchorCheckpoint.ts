import {
  describeCheckpointsMessage,
  type Hex,
  hashCheckpointsMessage,
  parseHex,
  toCheckpointsTypedData,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import { getContract } from '../signing/contract.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { postPayment } from '../signing/payment.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'

/**
 * States on the ledger how many records the signer's log has, and the root over them. It cannot be undone.
 *
 * @param parameters.previousHead - The head that this builds on: the last one that the signer knows of. Left out, the
 * one that the service answers, so that an anchor which somebody else made with the same account is not noticed.
 * @throws ServiceMismatchError, ApiError with HEAD_MISMATCH, SIZE_SHRINKS, ROOT_CONFLICT or NOTHING_NEW.
 */
export async function anchorCheckpoint(
  client: Client,
  {
    size,
    root,
    previousHead,
    ...options
  }: ActOptions & { readonly size: bigint; readonly root: Hex; readonly previousHead?: Hex | undefined },
): Promise<Action> {
  const { signal, until } = options
  const account = getSigner(client, options.signer).address
  const { chainId } = await getDomain(client, signal)
  const domain = { chainId, verifyingContract: await getContract(client, 'checkpointLog', signal) }
  return postPayment(
    client,
    {
      path: `/accounts/${account}/checkpoint`,
      body: {
        size: size.toString(),
        root,
        ...(previousHead !== undefined && { previousHead }),
        ...(until !== undefined && { until: formatInstant(until) }),
      },
      build: (until, { fields }) => {
        const head = previousHead ?? readHead(fields.previousHead)
        const message = { account, size, root, previousHead: head, until }
        return {
          digest: hashCheckpointsMessage('Anchor', message, domain),
          typedData: toCheckpointsTypedData('Anchor', message, domain),
          sentence: describeCheckpointsMessage('Anchor', message, { locale: client.locale }),
          fields: { previousHead: head },
        }
      },
    },
    options,
  )
}

function readHead(answered: unknown): Hex {
  try {
    return parseHex(answered, 32)
  } catch {
    throw new ServiceMismatchError({ field: 'previousHead', asked: '32 bytes', answered })
  }
}
