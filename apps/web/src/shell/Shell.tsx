import { Trans } from '@lingui/react/macro'
import { Outlet } from '@tanstack/react-router'
import { DemoBanner } from './DemoBanner.tsx'
import { Header } from './Header.tsx'
import styles from './Shell.module.css'

/** What all pages share: head, banner, and the place of the page itself. */
export function Shell() {
  return (
    <>
      <a href="#page" className={styles.skip}>
        <Trans>Skip to the page</Trans>
      </a>
      <Header />
      <DemoBanner />
      <main id="page" tabIndex={-1} className={styles.page}>
        <Outlet />
      </main>
    </>
  )
}
