import { useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import styles from './LiveIndicator.module.css'
import { getStreamState, subscribeStreamState } from './streamState.ts'

/** Whether what the page shows is live; says so plainly when it is not. */
export function LiveIndicator() {
  const { t } = useLingui()
  const state = useSyncExternalStore(subscribeStreamState, getStreamState)
  const words = {
    connecting: t`Connecting`,
    live: t`Live`,
    lost: t`Reconnecting`,
  }
  return (
    <span role="status" className={`${styles.indicator} ${styles[state]}`}>
      <span className={styles.dot} aria-hidden />
      {words[state]}
    </span>
  )
}
