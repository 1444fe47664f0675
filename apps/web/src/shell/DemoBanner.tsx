import { Trans } from '@lingui/react/macro'
import { Instant } from '../clock/Instant.tsx'
import { useLedgerNow } from '../clock/useLedgerNow.ts'
import { useNetwork } from '../network/useNetwork.ts'
import styles from './Shell.module.css'

/** Says plainly that nothing here is real money, and what time the ledger has. */
export function DemoBanner() {
  const { data: network } = useNetwork()
  const now = useLedgerNow(60)
  if (!network?.isDemo) return null
  return (
    <aside className={styles.demo}>
      <Trans>
        Demo: play money, and time can be moved. The ledger&rsquo;s clock says <Instant at={now} />.
      </Trans>
    </aside>
  )
}
