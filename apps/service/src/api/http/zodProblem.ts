import { type FieldProblem, isProblemCode, PROBLEMS, type ProblemCode, type z } from '@cinnabar/api-schema'
import { ProblemError } from './problemError.ts'

type Issue = z.core.$ZodIssue

/** A refusal of a request whose form is wrong: each issue with its field, a stable code and the mend. */
export function fromZodIssues(issues: readonly Issue[], input: unknown): ProblemError {
  const errors = issues.flatMap((issue) => toFieldProblems(issue, input))
  const detail = errors.map(({ field, detail }) => `${field || 'body'}: ${detail}`).join('; ')
  return new ProblemError({ code: 'REQUEST_INVALID', detail, errors })
}

function toFieldProblems(issue: Issue, input: unknown): FieldProblem[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => fieldProblem([...path, key], 'FIELD_UNKNOWN', `${key} is no field here`))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return chooseBranch(issue.errors).flatMap((inner) =>
      toFieldProblems({ ...inner, path: [...issue.path, ...inner.path] }, input),
    )
  }
  if (issue.code === 'custom') {
    const { code, mend } = (issue.params ?? {}) as { code?: string; mend?: string }
    const known: ProblemCode = code && isProblemCode(code) ? code : 'FIELD_VALUE'
    return [fieldProblem(path, known, issue.message, mend)]
  }
  return [fieldProblem(path, codeOf(issue, input), issue.message)]
}

/** Of several forms the one that was meant: it knows most of the fields that were sent. */
function chooseBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const countUnknown = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
  return branches.reduce((best, branch) => (countUnknown(branch) < countUnknown(best) ? branch : best))
}

function codeOf(issue: Issue, input: unknown): ProblemCode {
  if (readPath(input, issue.path) === undefined) return 'FIELD_MISSING'
  if (issue.code === 'invalid_type') return 'FIELD_TYPE'
  if (issue.code === 'too_big' || issue.code === 'too_small') return 'FIELD_SIZE'
  return 'FIELD_VALUE'
}

function readPath(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
}

function fieldProblem(
  path: readonly string[],
  code: ProblemCode,
  detail: string,
  mend?: string,
): FieldProblem {
  return { field: path.join('.'), code, detail, mend: mend ?? PROBLEMS[code].mend }
}
