import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { LanguageSwitch } from '../language/LanguageSwitch.tsx'
import { LiveIndicator } from '../live/LiveIndicator.tsx'
import { useNetwork } from '../network/useNetwork.ts'
import { Navigation } from './Navigation.tsx'
import { SchemeSwitch } from './SchemeSwitch.tsx'
import { Seal } from './Seal.tsx'
import styles from './Shell.module.css'

/** The head of every page: mark, pages, network, and how to read. */
export function Header() {
  const { t } = useLingui()
  const { data: network } = useNetwork()
  return (
    <header className={styles.header}>
      <Link to="/orders" className={styles.mark} aria-label={t`Cinnabar, start page`}>
        <Seal />
        <span>Cinnabar</span>
      </Link>
      <Navigation />
      <div className={styles.standing}>
        <LiveIndicator />
        {network && (
          <span className={styles.network} title={t`Chain ${network.chainId}`}>
            {network.name}
          </span>
        )}
      </div>
      <div className={styles.tools}>
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
    </header>
  )
}
