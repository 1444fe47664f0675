import { PARTIES } from '@cinnabar/protocol'
import type { OrderView } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { ACT_WORDS, LEADING_ACTS } from '../words/acts.ts'
import { PARTY_WORDS } from '../words/parties.ts'
import styles from './PossibleActs.module.css'

/** Who may do what now. What moves the order on stands first and asks for a hand. */
export function PossibleActs({ order }: { readonly order: OrderView }) {
  const { i18n } = useLingui()
  const parties = PARTIES.flatMap((party) => {
    const acts = order.parties[party]?.acts ?? []
    const names = [...new Set(acts.map(({ action }) => action))]
    const sorted = names.toSorted((a, b) => rank(a) - rank(b))
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
                  <li key={name} className={LEADING_ACTS.includes(name) ? styles.leading : undefined}>
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

function rank(name: (typeof LEADING_ACTS)[number]): number {
  const place = LEADING_ACTS.indexOf(name)
  return place < 0 ? LEADING_ACTS.length : place
}
