import { type EndingName, type Order, type Outcome, paidIn } from '@cinnabar/protocol'
import { Trans, useLingui } from '@lingui/react/macro'
import { ENDING_CONDITIONS } from '../words/endings.ts'
import { Amount } from './Amount.tsx'
import type { Token } from './amountText.ts'
import styles from './EndingsTable.module.css'

type EndingsTableProps = {
  readonly terms: Order
  readonly endings: { readonly [Name in EndingName]?: Outcome }
  /** Which of them comes if nobody acts any more. */
  readonly byClock?: EndingName | undefined
  readonly token: Token
}

/** What each ending that can still come would pay, one under the other. */
export function EndingsTable({ terms, endings, byClock, token }: EndingsTableProps) {
  const { i18n, t } = useLingui()
  const heads = { payer: t`Payer gets back`, seller: t`Seller keeps in all`, platform: t`Platform fee` }
  return (
    <table className={styles.table}>
      <caption className="unseen">
        <Trans>What each ending would pay</Trans>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{heads.payer}</th>
          <th scope="col">{heads.seller}</th>
          <th scope="col">{heads.platform}</th>
        </tr>
      </thead>
      <tbody>
        {Object.values(endings).map(({ ending, sellerGross, fee }) => (
          <tr key={ending}>
            <th scope="row">
              {i18n._(ENDING_CONDITIONS[ending])}
              {ending === byClock && (
                <span className={styles.note}>
                  <Trans>by default, if nobody acts</Trans>
                </span>
              )}
            </th>
            <td data-head={heads.payer}>
              <Amount of={paidIn(terms) - sellerGross} token={token} />
            </td>
            <td data-head={heads.seller}>
              <Amount of={sellerGross - fee} token={token} />
            </td>
            <td data-head={heads.platform}>
              <Amount of={fee} token={token} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
