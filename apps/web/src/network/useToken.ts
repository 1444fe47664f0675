import { type Address, isSameAddress } from '@cinnabar/protocol'
import { listTokens } from '@cinnabar/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { cinnabar } from '../client.ts'
import { shorten } from '../hash/shorten.ts'
import type { Token } from '../money/amountText.ts'

/** The tokens that orders here can be in. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: () => Array.fromAsync(listTokens(cinnabar)),
  staleTime: Number.POSITIVE_INFINITY,
})

/** How a token is shown. One that the service does not know is shown in base units, with its address for a name. */
export function useToken(address: Address): Token {
  const { data: tokens } = useQuery(tokensQuery)
  const token = tokens?.find((known) => isSameAddress(known.address, address))
  return token ?? { symbol: tokens ? shorten(address) : '…', decimals: 0 }
}
