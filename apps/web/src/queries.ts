import { QueryClient } from '@tanstack/react-query'
import { networkQuery } from './network/useNetwork.ts'
import { tokensQuery } from './network/useToken.ts'

/** What the pages have read from the service. */
export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: 2 } },
})

/** Longest wait of the first page for what all pages need; then it comes without and fills in later. */
const FIRST_WAIT_MS = 400

/** Reads network and tokens before the first page is drawn, so that nothing on it moves when they come. */
export async function readFirst(): Promise<void> {
  const wait = new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS))
  await Promise.race([
    wait,
    Promise.all([queries.prefetchQuery(networkQuery), queries.prefetchQuery(tokensQuery)]),
  ])
}
