import { listOrders, type OrderView } from '@cinnabar/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { cinnabar } from '../client.ts'
import type { OrdersSearch } from './ordersSearch.ts'

export const ORDERS_KEY = ['orders'] as const

/** The first `count` orders that fit, and whether there are more. What was shown stays until the answer is there. */
export function useOrders(search: OrdersSearch, count: number) {
  return useQuery({
    queryKey: [...ORDERS_KEY, search, count],
    queryFn: async ({ signal }) => {
      const orders: OrderView[] = []
      const limit = Math.min(100, count + 1)
      for await (const order of listOrders(cinnabar, { ...search, limit, signal })) {
        if (orders.length === count) return { orders, hasMore: true }
        orders.push(order)
      }
      return { orders, hasMore: false }
    },
    placeholderData: keepPreviousData,
  })
}
