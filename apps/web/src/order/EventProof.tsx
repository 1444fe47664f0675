import { useLingui } from '@lingui/react/macro'
import { Hash } from '../hash/Hash.tsx'
import styles from './OrderTimeline.module.css'
import type { TimelineEntry } from './timelineEntry.ts'

/** Where an event can be looked up: its record, document, transaction and block. */
export function EventProof({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useLingui()
  const hashes = [
    [t`record`, entry.record],
    [t`document`, entry.document],
    [t`transaction`, entry.transaction],
  ] as const
  return (
    <dl className={styles.proof}>
      {hashes.map(
        ([word, value]) =>
          value && (
            <div key={word}>
              <dt>{word}</dt>
              <dd>
                <Hash value={value} of={word} />
              </dd>
            </div>
          ),
      )}
      {entry.block !== undefined && (
        <div>
          <dt>{t`block`}</dt>
          <dd className="mono">{entry.block}</dd>
        </div>
      )}
    </dl>
  )
}
