import { listOrders, type OrderView } from '@cinnabar/sdk'
import { useQuery } from '@tanstack/react-query'
import { cinnabar } from '../client.ts'
import { ORDER_KEY } from './useOrder.ts'

/** How many of the buyer's latest orders are looked through. */
const LOOKED_THROUGH = 100

/** The buyer's orders that name this one as what they belong to. */
export function useLinkedOrders({ id, terms }: OrderView) {
  return useQuery({
    queryKey: [...ORDER_KEY, id, 'linked'],
    queryFn: async ({ signal }) => {
      const linked: OrderView[] = []
      let looked = 0
      for await (const order of listOrders(cinnabar, {
        account: terms.buyer,
        limit: LOOKED_THROUGH,
        signal,
      })) {
        if (order.terms.link === id) linked.push(order)
        looked += 1
        if (looked >= LOOKED_THROUGH) break
      }
      return linked
    },
  })
}
