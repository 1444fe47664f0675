/**
 * Why something cannot go on, in words that anyone may read: the cause at the bottom. What wraps the database's own
 * errors quotes the statement with its values, and health is public.
 */
export function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isQuoted = error.message.startsWith('Failed query:')
  return isQuoted ? describeReason(error.cause ?? 'the database refused a statement') : error.message
}
