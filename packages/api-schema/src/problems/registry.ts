import { AROUND_PROBLEMS } from './around.ts'
import { DETAILS_PROBLEMS } from './details.ts'
import type { ProblemEntry } from './entry.ts'
import { FIELD_PROBLEMS } from './field.ts'
import { PROTOCOL_PROBLEMS } from './protocol.ts'
import { REQUEST_PROBLEMS } from './request.ts'
import { TOKEN_PROBLEMS } from './token.ts'

/** Every code that an answer can carry. Codes are never renamed or reused. */
export const PROBLEMS = {
  ...REQUEST_PROBLEMS,
  ...FIELD_PROBLEMS,
  ...PROTOCOL_PROBLEMS,
  ...TOKEN_PROBLEMS,
  ...AROUND_PROBLEMS,
  ...DETAILS_PROBLEMS,
} as const satisfies Record<string, ProblemEntry>

export type ProblemCode = keyof typeof PROBLEMS
export type { ProblemEntry }

/** Whether text is a code of the registry. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code)
}
