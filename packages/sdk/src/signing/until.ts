import { DAY, type UnixSeconds } from '@cinnabar/protocol'
import { getNetwork } from '../actions/getNetwork.ts'
import type { Client } from '../client.ts'
import { ServiceMismatchError } from './mismatch.ts'

/** What the service may choose by itself, beyond this machine's clock. */
const LONGEST_CHOICE = 2 * DAY

/**
 * Refuses a consent that the service made longer than two days. Demo ledgers, whose clock people advance, are left
 * alone; a pinned network is never taken for one.
 *
 * @throws ServiceMismatchError
 */
export async function checkUntil(
  client: Client,
  { asked, answered }: { asked: UnixSeconds | undefined; answered: UnixSeconds },
): Promise<void> {
  if (asked !== undefined) return
  if (!client.network && (await getNetwork(client, { cached: true })).isDemo) return
  const latest = Math.floor(Date.now() / 1000) + LONGEST_CHOICE
  if (answered > latest)
    throw new ServiceMismatchError({ field: 'until', asked: `at most ${latest}`, answered })
}
