import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import styles from './OrderPage.module.css'

/** The page of an order while it loads. */
export function OrderSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading the order`} className={styles.page}>
      <Skeleton height={32} width="50%" />
      <Skeleton height={20} width="70%" />
      <Skeleton height={110} radius="md" />
      <Skeleton height={220} radius="md" />
      <Skeleton height={260} radius="md" />
    </div>
  )
}
