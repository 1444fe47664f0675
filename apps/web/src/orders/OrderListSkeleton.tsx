import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import styles from './OrderList.module.css'

const ROWS = ['one', 'two', 'three', 'four', 'five', 'six']

/** The list while it loads, in the shape that it will have. */
export function OrderListSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading orders`} className={styles.list}>
      {ROWS.map((row) => (
        <div key={row} className={styles.waiting}>
          <Skeleton height={16} width="40%" />
          <Skeleton height={12} width="70%" mt={8} />
        </div>
      ))}
    </div>
  )
}
