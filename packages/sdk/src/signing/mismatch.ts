/**
 * The service asked for a signature of something else than what was asked of it. Nothing was signed.
 * Do not try again: the service is faulty or lies.
 */
export class ServiceMismatchError extends Error {
  readonly code = 'SERVICE_MISMATCH'
  readonly retryable = false
  readonly field: string
  constructor({ field, asked, answered }: { field: string; asked: unknown; answered: unknown }) {
    super(
      `${field}: asked for ${String(asked)}, the service answered ${String(answered)}; nothing was signed`,
    )
    this.name = 'ServiceMismatchError'
    this.field = field
  }
}
