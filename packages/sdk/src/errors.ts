import type { FieldProblem, ProblemCode, ProblemJson } from '@cinnabar/api-schema'

/** A refusal of the service. Nothing was stored, unless `code` is INTERNAL. */
export class ApiError extends Error {
  /** Stable; see the registry in `@cinnabar/api-schema`. */
  readonly code: ProblemCode | (string & {})
  readonly status: number
  /** Whether the same call may succeed later. */
  readonly retryable: boolean
  readonly title: string
  readonly mend: string
  /** Each refused field by its path. */
  readonly errors: readonly FieldProblem[]
  readonly requestId: string
  constructor(problem: ProblemJson) {
    super(problem.detail)
    this.name = 'ApiError'
    this.code = problem.code
    this.status = problem.status
    this.retryable = problem.retryable
    this.title = problem.title
    this.mend = problem.mend
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId
  }
}

/** The service was not reached, or answered what is no answer of it. */
export class ConnectionError extends Error {
  readonly code = 'CONNECTION_FAILED'
  readonly retryable = true
  readonly url: string
  constructor({ url, reason, cause }: { url: string; reason: string; cause?: unknown }) {
    super(`${reason} (${url})`, { cause })
    this.name = 'ConnectionError'
    this.url = url
  }
}
