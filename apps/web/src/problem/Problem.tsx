import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import styles from './Problem.module.css'

type ProblemProps = {
  readonly error: unknown
  readonly onRetry: () => void
}

/** What went wrong, what to do, and the button that tries again. */
export function Problem({ error, onRetry }: ProblemProps) {
  const { t } = useLingui()
  const { detail, mend } = describeProblem(error)
  return (
    <section role="alert" className={`sheet ${styles.problem}`}>
      <IconAlertTriangle size={22} aria-hidden />
      <div>
        <h2>
          <Trans>This could not be loaded</Trans>
        </h2>
        <p>{detail ?? t`The service does not answer.`}</p>
        <p className="soft">
          {mend ?? t`Check that it runs (npm start) and that you are online, then try again.`}
        </p>
        <Button variant="default" size="xs" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      </div>
    </section>
  )
}

/** The service's own words where it gave any. */
function describeProblem(error: unknown): { detail?: string; mend?: string } {
  if (typeof error !== 'object' || error === null) return {}
  const { detail, mend } = error as Record<string, unknown>
  return {
    ...(typeof detail === 'string' && { detail }),
    ...(typeof mend === 'string' && { mend }),
  }
}
