import type { ErrorComponentProps } from '@tanstack/react-router'
import { Problem } from '../problem/Problem.tsx'

/** For what a page did not expect. */
export function PageError({ error, reset }: ErrorComponentProps) {
  return <Problem error={error} onRetry={reset} />
}
