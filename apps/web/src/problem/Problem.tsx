import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { describeProblem } from './describeProblem.ts'
import styles from './Problem.module.css'

type ProblemProps = {
  readonly error: unknown
  readonly onRetry: () => void
}

/** What went wrong, what to do, and the button that tries again. */
export function Problem({ error, onRetry }: ProblemProps) {
  const { i18n } = useLingui()
  const { what, mend } = describeProblem(error)
  return (
    <section role="alert" className={`sheet ${styles.problem}`}>
      <IconAlertTriangle size={22} aria-hidden />
      <div>
        <h2>
          <Trans>This could not be loaded</Trans>
        </h2>
        <p>{typeof what === 'string' ? what : i18n._(what)}</p>
        <p className="soft">{typeof mend === 'string' ? mend : i18n._(mend)}</p>
        <Button variant="default" size="xs" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      </div>
    </section>
  )
}
