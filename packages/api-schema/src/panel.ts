import { stateNameSchema } from './orderActions.ts'
import { addressSchema, amountSchema, hashSchema, instantSchema, signatureSchema } from './primitives.ts'
import { z } from './zod.ts'

const voteSchema = z
  .strictObject({ signer: addressSchema, until: instantSchema, signature: signatureSchema })
  .openapi('Vote', { description: "A member's signature of `Ruling` in the domain of the panel." })

/** `POST /v1/orders/{id}/rule-panel` */
export const rulePanelBodySchema = z
  .strictObject({
    panel: addressSchema.optional().openapi({ description: 'Left out: the arbiter whose turn it is.' }),
    state: stateNameSchema.optional().openapi({ description: 'Left out: the present one.' }),
    sellerGross: amountSchema,
    signer: addressSchema.optional().openapi({ description: 'Who is going to vote; without votes only.' }),
    until: instantSchema
      .optional()
      .openapi({ description: 'Of one vote; without votes only. Left out: an hour from now.' }),
    votes: z
      .array(voteSchema)
      .min(1)
      .max(15)
      .optional()
      .openapi({ description: 'Left out: the answer is what a member signs.' }),
    chainId: z.number().int().positive().optional(),
  })
  .openapi('RulePanelBody')

/** What `OrderLens.describe` answers for an order, as the ledger gave it. */
export const lensAnswerSchema = z
  .object({
    order: hashSchema,
    lens: addressSchema,
    data: z.string().openapi({ description: 'ABI-encoded `OrderView` of docs/specs/lens.md.' }),
  })
  .openapi('LensAnswer')

export type RulePanelBody = z.infer<typeof rulePanelBodySchema>
export type LensAnswerJson = z.infer<typeof lensAnswerSchema>
