import type { Hex } from '@cinnabar/protocol'
import { listOrderEvents } from '@cinnabar/sdk'
import { useQuery } from '@tanstack/react-query'
import { cinnabar } from '../client.ts'
import { ORDER_KEY } from './useOrder.ts'

/** All that happened to an order, oldest first. */
export function useOrderEvents(id: string) {
  return useQuery({
    queryKey: [...ORDER_KEY, id, 'events'],
    queryFn: ({ signal }) => Array.fromAsync(listOrderEvents(cinnabar, { id: id as Hex, signal })),
  })
}
