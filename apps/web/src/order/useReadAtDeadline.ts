import type { OrderView } from '@cinnabar/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLedgerNow } from '../clock/useLedgerNow.ts'
import { ORDER_KEY } from './useOrder.ts'

/** Reads the order again as soon as its deadline has passed by the ledger's clock. */
export function useReadAtDeadline({ id, next }: OrderView): void {
  const queries = useQueryClient()
  const now = useLedgerNow()
  const isPast = next !== undefined && now > next.at
  useEffect(() => {
    if (isPast) void queries.invalidateQueries({ queryKey: [...ORDER_KEY, id] })
  }, [queries, id, isPast])
}
