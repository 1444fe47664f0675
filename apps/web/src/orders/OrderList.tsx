import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { OrderView } from '@cinnabar/sdk'
import styles from './OrderList.module.css'
import { OrderRow } from './OrderRow.tsx'

type OrderListProps = {
  readonly orders: readonly OrderView[]
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly onMore: () => void
}

/** The orders that were found, newest first, page by page. */
export function OrderList({ orders, hasMore, isLoadingMore, onMore }: OrderListProps) {
  return (
    <>
      <ul className={styles.list}>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      <div className={styles.more}>
        <span className="soft">
          <Plural value={orders.length} one="# order shown" other="# orders shown" />
        </span>
        {hasMore && (
          <Button variant="default" loading={isLoadingMore} onClick={onMore}>
            <Trans>Show more</Trans>
          </Button>
        )}
      </div>
    </>
  )
}
