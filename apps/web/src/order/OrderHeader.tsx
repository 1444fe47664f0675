import type { OrderView } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Instant } from '../clock/Instant.tsx'
import { Hash } from '../hash/Hash.tsx'
import { Amount } from '../money/Amount.tsx'
import { useToken } from '../network/useToken.ts'
import { KIND_WORDS } from '../words/kinds.ts'
import { STATE_SENTENCES } from '../words/states.ts'
import styles from './OrderPage.module.css'
import { orderKind } from './orderKind.ts'
import { StateBadge } from './StateBadge.tsx'

/** What the order is, where it stands, and how much money it is about. */
export function OrderHeader({ order }: { readonly order: OrderView }) {
  const { i18n, t } = useLingui()
  const token = useToken(order.terms.token)
  return (
    <header className={styles.header}>
      <Link to="/orders" className="soft">
        <Trans>All orders</Trans>
      </Link>
      <div className={styles.headline}>
        <Title order={1} size="h2">
          {i18n._(KIND_WORDS[orderKind(order.terms)])}
        </Title>
        <p>
          <span className={styles.total}>
            <Amount of={order.money.paidIn} token={token} />
          </span>{' '}
          <span className="soft">
            <Trans>paid in</Trans>
          </span>
        </p>
      </div>
      <div className={styles.facts}>
        <StateBadge order={order} />
        <Hash value={order.id} of={t`order`} />
        {order.reference && (
          <span>
            <Trans>Reference {order.reference}</Trans>
          </span>
        )}
        {order.fundedAt !== null && (
          <span className="soft">
            <Trans>
              funded <Instant at={order.fundedAt} />
            </Trans>
          </span>
        )}
      </div>
      <p>{i18n._(STATE_SENTENCES[order.state])}</p>
    </header>
  )
}
