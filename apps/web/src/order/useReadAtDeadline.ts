import type { OrderView } from '@cinnabar/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLedgerNow } from '../clock/useLedgerNow.ts'
import { ORDER_KEY } from './useOrder.ts'

/** Reads the order again as soon as its deadline has passed by the ledger's clock. */
export function useReadAtDeadline(order: OrderView | undefined): void {
  const queries = useQueryClient()
  const now = useLedgerNow(5)
  const id = order?.id
  const isPast = order?.next !== undefined && now > order.next.at
  useEffect(() => {
    if (id && isPast) void queries.invalidateQueries({ queryKey: [...ORDER_KEY, id] })
  }, [queries, id, isPast])
}
