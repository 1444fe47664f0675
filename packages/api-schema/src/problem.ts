import { z } from './zod.ts'

/** One field that was refused: its path, a stable code, what was wrong, and what to do. */
export const fieldProblemSchema = z
  .object({ field: z.string(), code: z.string(), detail: z.string(), mend: z.string() })
  .openapi('FieldProblem')

/** What every refusal answers (RFC 9457, `application/problem+json`). Nothing was stored. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: '/problems/ORDER_EXPIRED' }),
    title: z.string(),
    status: z.number().int(),
    code: z.string().openapi({ description: 'Stable; never reused.' }),
    detail: z.string(),
    mend: z.string(),
    retryable: z.boolean().openapi({ description: 'Whether the same request may succeed later.' }),
    requestId: z.string(),
    errors: z.array(fieldProblemSchema).optional(),
  })
  .openapi('Problem')

export type FieldProblem = z.infer<typeof fieldProblemSchema>
export type ProblemJson = z.infer<typeof problemSchema>
