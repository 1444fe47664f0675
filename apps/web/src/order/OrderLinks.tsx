import { type Hex, ZERO_HASH } from '@cinnabar/protocol'
import type { OrderView } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { shorten } from '../hash/shorten.ts'
import { KIND_WORDS } from '../words/kinds.ts'
import { orderKind } from './orderKind.ts'
import { useLinkedOrders } from './useLinkedOrders.ts'

/** The order that this one belongs to, and those that belong to it: a parcel and its goods. */
export function OrderLinks({ order }: { readonly order: OrderView }) {
  const { i18n } = useLingui()
  const belonging = useLinkedOrders(order).data ?? []
  const { link } = order.terms
  if (link === ZERO_HASH && belonging.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="links">
      <h2 id="links">
        <Trans>Orders that belong together</Trans>
      </h2>
      <ul>
        {link !== ZERO_HASH && (
          <li>
            <Trans>
              This order belongs to <OrderLink id={link} />
            </Trans>
          </li>
        )}
        {belonging.map(({ id, terms }) => (
          <li key={id}>
            {i18n._(KIND_WORDS[orderKind(terms)])} <OrderLink id={id} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OrderLink({ id }: { readonly id: Hex }) {
  return (
    <Link to="/orders/$id" params={{ id }} className="mono">
      {shorten(id)}
    </Link>
  )
}
