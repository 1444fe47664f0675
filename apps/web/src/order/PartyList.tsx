import { isZeroAddress, PARTIES } from '@cinnabar/protocol'
import type { OrderView } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { Hash } from '../hash/Hash.tsx'
import { PARTY_TASKS, PARTY_WORDS } from '../words/parties.ts'
import styles from './PartyList.module.css'

/** Who is named in the terms, what for, and where nobody is. */
export function PartyList({ order: { terms } }: { readonly order: OrderView }) {
  const { i18n } = useLingui()
  return (
    <section className="sheet" aria-labelledby="parties">
      <h2 id="parties">
        <Trans>Parties</Trans>
      </h2>
      <dl className={styles.list}>
        {PARTIES.map((party) => {
          const isNamed = !isZeroAddress(terms[party])
          const word = i18n._(PARTY_WORDS[party])
          return (
            <div key={party}>
              <dt>
                {word}
                <span className={styles.task}>{i18n._(PARTY_TASKS[party])}</span>
              </dt>
              <dd>
                {isNamed ? (
                  <Hash value={terms[party]} of={word} />
                ) : (
                  <span className="soft">
                    {party === 'payer' ? <Trans>the buyer</Trans> : <Trans>nobody</Trans>}
                  </span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
