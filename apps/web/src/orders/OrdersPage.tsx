import { Trans, useLingui } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Problem } from '../problem/Problem.tsx'
import { usePageTitle } from '../shell/usePageTitle.ts'
import { NoOrders } from './NoOrders.tsx'
import { NothingFound } from './NothingFound.tsx'
import { OrderFilters } from './OrderFilters.tsx'
import { OrderList } from './OrderList.tsx'
import { OrderListSkeleton } from './OrderListSkeleton.tsx'
import type { OrdersSearch } from './ordersSearch.ts'
import { useOrders } from './useOrders.ts'

/** Orders that a page of the list has. */
const PAGE = 20

/** The start page: all orders of the network, newest first. */
export function OrdersPage() {
  const { t } = useLingui()
  const search = useSearch({ from: '/orders' })
  const navigate = useNavigate({ from: '/orders' })
  const [count, setCount] = useState(PAGE)
  const { data, error, refetch, isPlaceholderData } = useOrders(search, count)
  usePageTitle(t`Orders`)
  const narrow = (next: OrdersSearch) => {
    setCount(PAGE)
    void navigate({ search: next, replace: true })
  }
  const isNarrowed = search.state !== undefined || search.account !== undefined
  const isEmpty = data?.orders.length === 0
  return (
    <>
      <Title order={1} size="h2">
        <Trans>Orders</Trans>
      </Title>
      {(isNarrowed || !isEmpty) && <OrderFilters search={search} onChange={narrow} />}
      {error && !data ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <OrderListSkeleton />
      ) : isEmpty ? (
        isNarrowed ? (
          <NothingFound />
        ) : (
          <NoOrders />
        )
      ) : (
        <OrderList
          orders={data.orders}
          hasMore={data.hasMore}
          isLoadingMore={isPlaceholderData}
          onMore={() => setCount(count + PAGE)}
        />
      )}
    </>
  )
}
