import { getNetwork } from '@cinnabar/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { cinnabar } from '../client.ts'
import { ledgerClock } from '../clock/ledgerClock.ts'

export const NETWORK_KEY = ['network'] as const

/** How often the ledger's clock is read again; on a demo ledger somebody may have moved it. */
const READ_AGAIN_MS = 15_000

/** Which ledger the pages show. Each answer sets the clock by which deadlines are counted. */
export const networkQuery = queryOptions({
  queryKey: NETWORK_KEY,
  queryFn: async ({ signal }) => {
    const network = await getNetwork(cinnabar, { signal })
    ledgerClock.set(network.now)
    return network
  },
  refetchInterval: READ_AGAIN_MS,
})

export function useNetwork() {
  return useQuery(networkQuery)
}
