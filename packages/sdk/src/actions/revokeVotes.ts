import {
  type Address,
  describePanelMessage,
  type Hex,
  hashPanelMessage,
  isSameAddress,
  toPanelTypedData,
  type UnixSeconds,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { postPayment } from '../signing/payment.ts'
import type { Action } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import { getOrder } from './getOrder.ts'

/** What `revokeVotes` takes. */
export type RevokeVotesParameters = ActOptions & {
  /** The order's id. */
  readonly id: Hex
  /** Votes that run out at this second or before count no more; the largest `until` of the signer's votes. */
  readonly through: UnixSeconds
  /** The panel; left out, the order's arbiter, or its backup arbiter in `Backup`. */
  readonly panel?: Address | undefined
}

/**
 * A member takes its votes on an order back, as long as no ruling was executed. To vote again, sign with a later `until`.
 *
 * @throws ServiceMismatchError, ApiError with ALREADY_REVOKED, NOT_MEMBER or PANEL_UNKNOWN.
 */
export async function revokeVotes(
  client: Client,
  { id, through, panel: asked, ...options }: RevokeVotesParameters,
): Promise<Action> {
  const { signal, until } = options
  const signer = getSigner(client, options.signer).address
  const [{ terms, state }, { chainId }] = await Promise.all([
    getOrder(client, { id, signal }),
    getDomain(client, signal),
  ])
  const panel = asked ?? (state === 'Backup' ? terms.backupArbiter : terms.arbiter)
  if (![terms.arbiter, terms.backupArbiter].some((arbiter) => isSameAddress(arbiter, panel))) {
    throw new ServiceMismatchError({ field: 'panel', asked: panel, answered: terms.arbiter })
  }
  const domain = { chainId, verifyingContract: panel }
  return postPayment(
    client,
    {
      path: `/orders/${id}/revoke-votes`,
      body: {
        panel,
        signer,
        through: formatInstant(through),
        ...(until !== undefined && { until: formatInstant(until) }),
      },
      build: (until) => {
        const message = { order: id, through, until }
        return {
          digest: hashPanelMessage('RevokeVotes', message, domain),
          typedData: toPanelTypedData('RevokeVotes', message, domain),
          sentence: describePanelMessage('RevokeVotes', message, { locale: client.locale }),
        }
      },
    },
    options,
  )
}
