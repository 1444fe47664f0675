import { PARTIES } from '@cinnabar/protocol'
import type { OrderView } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { ACT_WORDS } from '../words/acts.ts'
import { PARTY_WORDS } from '../words/parties.ts'
import { LEADING_ACTS } from './leadingActs.ts'
import styles from './PossibleActs.module.css'

/** Who may do what now. What moves the order on stands first and asks for a hand. */
export function PossibleActs({ order }: { readonly order: OrderView }) {
  const { i18n } = useLingui()
  const leading = LEADING_ACTS[order.state]
  const parties = PARTIES.flatMap((party) => {
    const acts = order.parties[party]?.acts ?? []
    const names = [...new Set(acts.map(({ action }) => action))]
    const sorted = names.toSorted((a, b) => Number(leading.includes(b)) - Number(leading.includes(a)))
    return sorted.length > 0 ? [{ party, names: sorted }] : []
  })
  return (
    <section className="sheet" aria-labelledby="acts">
      <h2 id="acts">
        <Trans>Who may do what now</Trans>
      </h2>
      <dl className={styles.parties}>
        {parties.map(({ party, names }) => (
          <div key={party}>
            <dt>{i18n._(PARTY_WORDS[party])}</dt>
            <dd>
              <ul className={styles.acts}>
                {names.map((name) => (
                  <li key={name} className={leading.includes(name) ? styles.leading : undefined}>
                    {i18n._(ACT_WORDS[name])}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
