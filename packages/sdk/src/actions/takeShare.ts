import {
  type Address,
  describePanelMessage,
  hashPanelMessage,
  parseUnits,
  toPanelTypedData,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { postPayment, readToken } from '../signing/payment.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { Token } from '../wire/token.ts'

/** What `takeShare` takes. */
export type TakeShareParameters = ActOptions & {
  readonly panel: Address
  readonly token: Token | Address
  readonly amount: bigint
  /** The signer itself when left out. */
  readonly recipient?: Address | undefined
  /** What the member took before, in total: what the service answers when left out. */
  readonly taken?: bigint | undefined
}

/**
 * Sends `amount` of the signer's share in the fees of a panel to `recipient`. What the panel earned since the last time
 * is split first.
 *
 * @throws ServiceMismatchError, ApiError with TAKEN_MISMATCH, SHARE_INSUFFICIENT, NOT_MEMBER or PANEL_UNKNOWN.
 */
export async function takeShare(
  client: Client,
  { panel, token: given, amount, taken, recipient: asked, ...options }: TakeShareParameters,
): Promise<Action> {
  const { signal, until } = options
  const member = getSigner(client, options.signer).address
  const recipient = asked ?? member
  const [{ chainId }, token] = await Promise.all([
    getDomain(client, signal),
    readToken(client, given, signal),
  ])
  const domain = { chainId, verifyingContract: panel }
  return postPayment(
    client,
    {
      path: `/panels/${panel}/members/${member}/take-share`,
      body: {
        token: token.address,
        amount: amount.toString(),
        recipient,
        ...(taken !== undefined && { taken: taken.toString() }),
        ...(until !== undefined && { until: formatInstant(until) }),
      },
      build: (until, { fields }) => {
        const before = taken ?? readTaken(fields.taken)
        const message = { member, token: token.address, taken: before, amount, recipient, until }
        return {
          digest: hashPanelMessage('TakeShare', message, domain),
          typedData: toPanelTypedData('TakeShare', message, domain),
          sentence: describePanelMessage('TakeShare', message, { locale: client.locale, token }),
          fields: { taken: before.toString() },
        }
      },
    },
    options,
  )
}

function readTaken(answered: unknown): bigint {
  try {
    return parseUnits(answered as string)
  } catch {
    throw new ServiceMismatchError({ field: 'taken', asked: 'a string of digits', answered })
  }
}
