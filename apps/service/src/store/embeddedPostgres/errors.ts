/** Thrown when the database that belongs to a directory cannot be started. */
export class EmbeddedPostgresError extends Error {
  readonly code = 'EMBEDDED_POSTGRES'
  readonly retryable = false
  constructor({ reason, cause }: { reason: string; cause?: unknown }) {
    super(reason, { cause })
    this.name = 'EmbeddedPostgresError'
  }
}
