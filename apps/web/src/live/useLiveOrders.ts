import { watchEvents } from '@cinnabar/sdk'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { cinnabar } from '../client.ts'
import { NETWORK_KEY } from '../network/useNetwork.ts'
import { ORDER_KEY } from '../order/useOrder.ts'
import { ORDERS_KEY } from '../orders/useOrders.ts'
import { getStreamState, subscribeStreamState } from './streamState.ts'

/** Events come in bursts, a block at a time; what they touched is read again once. */
const GATHER_MS = 250
/** A stream that the service refuses for good is asked for again after this, in case it changed its mind. */
const REFUSED_PAUSE_MS = 15_000

/** Keeps all orders on the page as the ledger has them, for as long as the page is there. */
export function useLiveOrders(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const leaving = new AbortController()
    const stop = subscribeStreamState(() => {
      if (getStreamState() === 'live') void queries.invalidateQueries()
    })
    void follow(queries, leaving.signal)
    return () => {
      stop()
      leaving.abort()
    }
  }, [queries])
}

async function follow(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const touched = createTouched(queries)
  while (!signal.aborted) {
    try {
      for await (const { data } of watchEvents(cinnabar, { signal })) {
        touched.add(typeof data.order === 'string' ? data.order : undefined)
      }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, REFUSED_PAUSE_MS))
    }
  }
}

/** Gathers the orders that events touched, and reads them again together with the lists. */
function createTouched(queries: QueryClient) {
  const ids = new Set<string>()
  let isGathering = false
  const readAgain = () => {
    isGathering = false
    void queries.invalidateQueries({ queryKey: ORDERS_KEY })
    void queries.invalidateQueries({ queryKey: NETWORK_KEY })
    for (const id of ids) void queries.invalidateQueries({ queryKey: [...ORDER_KEY, id] })
    ids.clear()
  }
  return {
    add(id: string | undefined) {
      if (id) ids.add(id)
      if (isGathering) return
      isGathering = true
      setTimeout(readAgain, GATHER_MS)
    },
  }
}
