import type { TypedData } from '@cinnabar/protocol'
import { hashSchema, sentenceSchema } from './primitives.ts'
import { z } from './zod.ts'

/** A request to sign as `eth_signTypedData_v4` takes it. Integers are as signed; amounts are strings of digits. */
export const typedDataSchema = z
  .object({
    domain: z.object({
      name: z.string(),
      version: z.string().optional().openapi({ description: "Permit2's domain has none." }),
      chainId: z.number(),
      verifyingContract: z.string(),
    }),
    types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
    primaryType: z.string(),
    message: z.record(z.string(), z.unknown()),
  })
  .openapi('TypedData', {
    description: 'EIP-712 typed data as eth_signTypedData_v4 takes it.',
  }) as unknown as z.ZodType<TypedData>

/** What to sign, the sentence that a person should read first, and what to post back with the signature. */
export const toSignSchema = z
  .object({
    digest: hashSchema.openapi({ description: 'What is signed; the id of the action afterwards.' }),
    typedData: typedDataSchema,
    sentence: sentenceSchema,
    fields: z.record(z.string(), z.unknown()).openapi({
      description: 'The body to post back, with `signature` added, to the same address.',
    }),
  })
  .openapi('ToSign')

export type ToSign = z.infer<typeof toSignSchema>
