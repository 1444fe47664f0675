import { isLive } from '@cinnabar/protocol'
import { ApiError } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { usePageTitle } from '../shell/usePageTitle.ts'
import { shorten } from '../hash/shorten.ts'
import { Problem } from '../problem/Problem.tsx'
import { OrderHeader } from './OrderHeader.tsx'
import { OrderLinks } from './OrderLinks.tsx'
import { OrderMoneySection } from './OrderMoneySection.tsx'
import { OrderNext } from './OrderNext.tsx'
import styles from './OrderPage.module.css'
import { OrderSkeleton } from './OrderSkeleton.tsx'
import { OrderTimeline } from './OrderTimeline.tsx'
import { PartyList } from './PartyList.tsx'
import { PossibleActs } from './PossibleActs.tsx'
import { TermsList } from './TermsList.tsx'
import { UnknownOrder } from './UnknownOrder.tsx'
import { useOrder } from './useOrder.ts'
import { useOrderEvents } from './useOrderEvents.ts'
import { useReadAtDeadline } from './useReadAtDeadline.ts'

/** One order: where it stands, who gets what, what comes next, and all that happened. */
export function OrderPage() {
  const { id } = useParams({ from: '/orders/$id' })
  const { t } = useLingui()
  const { data: order, error, refetch } = useOrder(id)
  const events = useOrderEvents(id)
  useReadAtDeadline(order)
  usePageTitle(t`Order ${shorten(id)}`)
  if (!order) {
    if (error instanceof ApiError && error.status < 500) return <UnknownOrder id={id} />
    return error ? <Problem error={error} onRetry={() => void refetch()} /> : <OrderSkeleton />
  }
  return (
    <article className={styles.page}>
      <OrderHeader order={order} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <OrderNext order={order} />
          {isLive(order.status.state) && <PossibleActs order={order} />}
          <OrderMoneySection order={order} events={events.data ?? []} />
          {!isLive(order.status.state) && <PossibleActs order={order} />}
          <OrderTimeline order={order} events={events} />
        </div>
        <div className={styles.column}>
          <PartyList order={order} />
          <OrderLinks order={order} />
          <TermsList terms={order.terms} />
        </div>
      </div>
      <p className="unseen" aria-live="polite">
        <Trans>This page follows the order by itself.</Trans>
      </p>
    </article>
  )
}
