import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Countdown } from '../clock/Countdown.tsx'
import { Hash } from '../hash/Hash.tsx'
import { shorten } from '../hash/shorten.ts'
import { Amount } from '../money/Amount.tsx'
import { useToken } from '../network/useToken.ts'
import { DefaultSentence } from '../order/DefaultSentence.tsx'
import { orderKind } from '../order/orderKind.ts'
import type { OrderView } from '@cinnabar/sdk'
import { StateBadge } from '../order/StateBadge.tsx'
import { KIND_WORDS } from '../words/kinds.ts'
import styles from './OrderList.module.css'

/** An order in the list: what it is, where it stands, its money, and what comes next. */
export function OrderRow({ order }: { readonly order: OrderView }) {
  const { i18n, t } = useLingui()
  const token = useToken(order.terms.token)
  const { id, terms, next, money } = order
  return (
    <li className={styles.row}>
      <div className={styles.title}>
        <Link to="/orders/$id" params={{ id }} className={styles.link}>
          {i18n._(KIND_WORDS[orderKind(terms)])}
        </Link>
        {order.reference && <span className={styles.small}>{order.reference}</span>}
      </div>
      <p className={`${styles.parties} ${styles.small}`}>
        <Trans>
          <span className={styles.whole}>{shorten(terms.buyer)}</span> buys from{' '}
          <span className={styles.whole}>{shorten(terms.seller)}</span>
        </Trans>
      </p>
      <div className={styles.state}>
        <StateBadge order={order} />
      </div>
      <div className={styles.money}>
        <Amount of={money.paidIn} token={token} />
      </div>
      <div className={styles.next}>
        {next ? (
          <>
            <Countdown to={next.at} brief />
            <span className={styles.small}>
              <DefaultSentence next={next.default} />
            </span>
          </>
        ) : (
          <span className={styles.small}>
            <Trans>Nothing is due any more</Trans>
          </span>
        )}
      </div>
      <div className={styles.id}>
        <Hash value={id} of={t`order`} />
      </div>
    </li>
  )
}
