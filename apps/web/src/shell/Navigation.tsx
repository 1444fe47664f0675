import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import styles from './Shell.module.css'
import { ROLES } from './roles.ts'

/** The pages that there are, in groups by role. */
export function Navigation() {
  const { i18n, t } = useLingui()
  return (
    <nav className={styles.navigation} aria-label={t`Pages`}>
      {ROLES.map(({ role, pages }) => (
        <ul key={role}>
          {pages.map(({ to, label }) => (
            <li key={to}>
              <Link to={to}>{i18n._(label)}</Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}
