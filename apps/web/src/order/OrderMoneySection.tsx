import type { CinnabarEvent, OrderView } from '@cinnabar/sdk'
import { Trans } from '@lingui/react/macro'
import { Amount } from '../money/Amount.tsx'
import { EndingsTable } from '../money/EndingsTable.tsx'
import { MoneyBar } from '../money/MoneyBar.tsx'
import { moneySegments } from '../money/moneySegments.ts'
import { useToken } from '../network/useToken.ts'
import { shownOutcome } from './shownOutcome.ts'
import styles from './OrderPage.module.css'

type OrderMoneyProps = { readonly order: OrderView; readonly events: readonly CinnabarEvent[] }

/** Who is entitled to what now, and what each ending would pay. */
export function OrderMoneySection({ order, events }: OrderMoneyProps) {
  const token = useToken(order.terms.token)
  const { money, terms, endings, byClock } = order
  const outcome = shownOutcome(order, events)
  const hasEndings = Object.keys(endings).length > 0
  return (
    <section className="sheet" aria-labelledby="money">
      <h2 id="money">
        <MoneyHeading order={order} />
      </h2>
      {outcome && <MoneyBar segments={moneySegments(terms, outcome)} token={token} />}
      {money.drawn > 0n && byClock && (
        <p className="soft">
          <Trans>
            The seller drew <Amount of={money.drawn} token={token} /> early. As much of its bond is reserved,
            so that whatever an ending returns is there.
          </Trans>
        </p>
      )}
      {money.posted > 0n && (
        <p className="soft">
          <Trans>
            On top, <Amount of={money.posted} token={token} /> is posted for the arbiter.
          </Trans>
        </p>
      )}
      {hasEndings && (
        <div className={styles.endings}>
          <EndingsTable terms={terms} endings={endings} byClock={byClock?.outcome.ending} token={token} />
        </div>
      )}
    </section>
  )
}

function MoneyHeading({ order: { byClock, dueEnding } }: Pick<OrderMoneyProps, 'order'>) {
  if (byClock) return <Trans>Who gets what, if nobody acts any more</Trans>
  return dueEnding ? <Trans>Who gets what</Trans> : <Trans>Who got what</Trans>
}
