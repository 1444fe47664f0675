import { type FieldProblem, PROBLEMS, type ProblemCode, type ProblemJson } from '@cinnabar/api-schema'

/** Thrown by routes; the edge turns it into a problem of RFC 9457. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly status: (typeof PROBLEMS)[ProblemCode]['status']
  readonly retryable: boolean
  readonly errors: readonly FieldProblem[]
  readonly retryAfterSeconds: number | undefined
  constructor({
    code,
    detail,
    errors = [],
    retryAfterSeconds,
    cause,
  }: {
    code: ProblemCode
    detail?: string | undefined
    errors?: readonly FieldProblem[]
    /** When the same may succeed, where that is known. */
    retryAfterSeconds?: number
    cause?: unknown
  }) {
    super(detail ?? PROBLEMS[code].title.en, { cause })
    this.name = 'ProblemError'
    this.code = code
    this.status = PROBLEMS[code].status
    this.retryable = isRetryable(code)
    this.errors = errors
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** A refusal that is about one field. */
export function refuseField(
  field: string,
  code: ProblemCode,
  detail: string,
  mend: string = PROBLEMS[code].mend,
): ProblemError {
  return new ProblemError({ code, detail, errors: [{ field, code, detail, mend }] })
}

/** The body of a problem. */
export function toProblem(error: ProblemError, requestId: string, language: 'en' | 'zh-CN'): ProblemJson {
  const { title, mend } = PROBLEMS[error.code]
  return {
    type: `/problems/${error.code}`,
    title: title[language],
    status: error.status,
    code: error.code,
    detail: error.message,
    mend: error.errors[0]?.mend ?? mend,
    retryable: error.retryable,
    requestId,
    ...(error.errors.length > 0 && { errors: [...error.errors] }),
  }
}

function isRetryable(code: ProblemCode): boolean {
  const entry: { retryable?: true } = PROBLEMS[code]
  return entry.retryable === true
}
