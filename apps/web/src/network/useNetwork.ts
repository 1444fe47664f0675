import { getNetwork } from '@cinnabar/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { cinnabar } from '../client.ts'
import { ledgerClock } from '../clock/ledgerClock.ts'

export const NETWORK_KEY = ['network'] as const

/** How often the ledger's clock is read again; on a demo ledger somebody may have moved it. */
const READ_AGAIN_MS = { demo: 5_000, other: 60_000 }

/**
 * Which ledger the pages show. Each answer sets the clock by which deadlines are counted; where that was moved, all
 * that may depend on it is read again.
 */
export const networkQuery = queryOptions({
  queryKey: NETWORK_KEY,
  queryFn: async ({ client, signal }) => {
    const network = await getNetwork(cinnabar, { signal })
    const wasMoved = ledgerClock.set(network.now)
    if (wasMoved)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== NETWORK_KEY[0] })
    return network
  },
  refetchInterval: ({ state }) => (state.data?.isDemo ? READ_AGAIN_MS.demo : READ_AGAIN_MS.other),
})

export function useNetwork() {
  return useQuery(networkQuery)
}
