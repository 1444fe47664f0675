import { isZeroAddress, type Order, WINDOW_NAMES, ZERO_HASH } from '@cinnabar/protocol'
import { Trans, useLingui } from '@lingui/react/macro'
import { Instant } from '../clock/Instant.tsx'
import { formatSpan } from '../clock/timeText.ts'
import { Hash } from '../hash/Hash.tsx'
import { Amount } from '../money/Amount.tsx'
import { useToken } from '../network/useToken.ts'
import { AMOUNT_FIELDS, AMOUNT_WORDS, SHARE_FIELDS, SHARE_WORDS } from '../words/terms.ts'
import { NO_WINDOW, WINDOW_WORDS } from '../words/windows.ts'
import styles from './PartyList.module.css'
import { TermsLine } from './TermsLine.tsx'

/** The terms that both sides signed, every field in words. */
export function TermsList({ terms }: { readonly terms: Order }) {
  const { i18n, t } = useLingui()
  const token = useToken(terms.token)
  return (
    <section className="sheet" aria-labelledby="terms">
      <h2 id="terms">
        <Trans>Terms both sides signed</Trans>
      </h2>
      <dl className={styles.list}>
        {AMOUNT_FIELDS.map((field) => (
          <TermsLine key={field} word={AMOUNT_WORDS[field]}>
            <Amount of={terms[field]} token={token} />
          </TermsLine>
        ))}
        {SHARE_FIELDS.map((field) => (
          <TermsLine key={field} word={SHARE_WORDS[field]}>
            {i18n.number(terms[field] / 10_000, { style: 'percent', maximumFractionDigits: 2 })}
          </TermsLine>
        ))}
        {WINDOW_NAMES.map((name) => (
          <TermsLine key={name} word={WINDOW_WORDS[name]}>
            {terms.windows[name] > 0 ? (
              formatSpan(terms.windows[name], i18n.locale)
            ) : (
              <span className="soft">{i18n._(NO_WINDOW[name])}</span>
            )}
          </TermsLine>
        ))}
        <TermsLine word={t`Can be funded until`}>
          <Instant at={terms.validUntil} />
        </TermsLine>
        <TermsLine word={t`Token`}>
          {token.symbol} {!isZeroAddress(terms.token) && <Hash value={terms.token} of={t`token`} />}
        </TermsLine>
        <TermsLine word={t`Sealed details`}>
          {terms.details === ZERO_HASH ? (
            <span className="soft">
              <Trans>none</Trans>
            </span>
          ) : (
            <Hash value={terms.details} of={t`details`} />
          )}
        </TermsLine>
        <TermsLine word={t`Belongs to the order`}>
          {terms.link === ZERO_HASH ? (
            <span className="soft">
              <Trans>none</Trans>
            </span>
          ) : (
            <Hash value={terms.link} of={t`order`} />
          )}
        </TermsLine>
        <TermsLine word={t`Salt`}>
          <Hash value={String(terms.salt)} of={t`salt`} />
        </TermsLine>
      </dl>
    </section>
  )
}
