import { addressSchema, hashSchema, instantSchema, numberSchema, signatureSchema } from './primitives.ts'
import { z } from './zod.ts'

/** The latest anchor of an account's record log. */
export const checkpointSchema = z
  .object({
    account: addressSchema,
    size: z.string().openapi({ description: 'How many records the log has, a string of digits.' }),
    root: hashSchema.nullable().openapi({ description: 'Over the records; null: never anchored.' }),
    head: hashSchema.openapi({ description: 'Binds all anchors so far; zero: there is none.' }),
    anchoredAt: instantSchema.nullable(),
    log: addressSchema,
  })
  .openapi('Checkpoint')

/** `POST /v1/accounts/{address}/checkpoint` */
export const anchorBodySchema = z
  .strictObject({
    size: numberSchema.openapi({ description: 'How many records the log has, below 2^64.' }),
    root: hashSchema,
    previousHead: hashSchema
      .optional()
      .openapi({ description: 'The head that this builds on. Left out: the latest one.' }),
    until: instantSchema.optional().openapi({ description: 'Left out: an hour from now.' }),
    signature: signatureSchema.optional(),
    chainId: z.number().int().positive().optional(),
  })
  .openapi('AnchorBody')

export type CheckpointJson = z.infer<typeof checkpointSchema>
export type AnchorBody = z.infer<typeof anchorBodySchema>
