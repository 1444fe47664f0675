import { actionSchema, problemSchema, toSignSchema, type z } from '@cinnabar/api-schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Origin } from '../actions/submit.ts'
import type { PostAnswer } from '../orders/postOrderAction.ts'
import type { ApiContext, ApiEnvironment } from '../http/environment.ts'
import { readTenant } from '../http/session.ts'
import { fromZodIssues } from '../http/zodProblem.ts'

/** An app for one resource; requests of a wrong form are refused by name of the field. */
export function createRouter(): OpenAPIHono<ApiEnvironment> {
  return new OpenAPIHono<ApiEnvironment>({
    defaultHook: (result) => {
      if (!result.success) {
        const { data } = result as unknown as { data: unknown }
        throw fromZodIssues(result.error.issues, data)
      }
    },
  })
}

/** A JSON body in a route's description. */
export function jsonBodyOf<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

/** A JSON answer in a route's description. */
export function jsonAnswer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } } as const
}

/** Every refusal, in every route's description. */
export const REFUSALS = {
  default: { description: 'A refusal', content: { 'application/problem+json': { schema: problemSchema } } },
} as const

/** The answers of an action. */
export const ACTION_ANSWERS = {
  200: jsonAnswer(toSignSchema, 'Not signed yet: what to sign'),
  202: jsonAnswer(actionSchema, 'Signed: the action'),
  ...REFUSALS,
} as const

/** Who asks for an action, and under which name. */
export async function readOrigin(c: ApiContext): Promise<Origin> {
  return { tenantId: await readTenant(c), requestId: c.get('requestId'), client: c.get('client') }
}

/** Answers an action with what it asks for. */
export function answerPost(c: ApiContext, answer: PostAnswer) {
  return 'toSign' in answer ? c.json(answer.toSign, 200) : c.json(answer.action, 202)
}
