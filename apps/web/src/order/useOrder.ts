import type { Hex } from '@cinnabar/protocol'
import { ApiError, getOrder } from '@cinnabar/sdk'
import { useQuery } from '@tanstack/react-query'
import { cinnabar } from '../client.ts'

export const ORDER_KEY = ['order'] as const

/** One order as it stands. Events and deadlines make it read again, while what is shown stays. */
export function useOrder(id: string) {
  return useQuery({
    queryKey: [...ORDER_KEY, id],
    queryFn: ({ signal }) => getOrder(cinnabar, { id: id as Hex, signal }),
    retry: (failures, error) => !(error instanceof ApiError && !error.retryable) && failures < 2,
  })
}
