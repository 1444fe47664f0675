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

const consent = {
  until: instantSchema.optional().openapi({ description: 'Left out: an hour from now.' }),
  signature: signatureSchema.optional(),
  chainId: z.number().int().positive().optional(),
}

/** `POST /v1/orders/{id}/revoke-votes` */
export const revokeVotesBodySchema = z
  .strictObject({
    ...consent,
    panel: addressSchema.optional().openapi({
      description: 'The arbiter or the backup arbiter of the order. Left out: the one whose turn it is.',
    }),
    signer: addressSchema.openapi({ description: 'The member.' }),
    through: instantSchema.openapi({ description: 'Votes that run out then or before count no more.' }),
  })
  .openapi('RevokeVotesBody')

/** `POST /v1/panels/{panel}/members/{member}/take-share` */
export const takeShareBodySchema = z
  .strictObject({
    ...consent,
    token: addressSchema,
    amount: amountSchema,
    recipient: addressSchema.optional().openapi({ description: 'Left out: the member itself.' }),
    taken: amountSchema
      .optional()
      .openapi({ description: 'What the member took before, in total. Left out: what the ledger says.' }),
  })
  .openapi('TakeShareBody')

/** What a member of a panel has earned in one token, read from the ledger. */
export const panelShareSchema = z
  .object({
    panel: addressSchema,
    member: addressSchema,
    token: addressSchema,
    share: z.string().openapi({ description: 'What it can take now, in base units.' }),
    taken: z.string().openapi({ description: 'What it took, in total, in base units.' }),
  })
  .openapi('PanelShare')

/** What `OrderLens.describe` answers for an order, as the ledger gave it. */
export const lensAnswerSchema = z
  .object({
    order: hashSchema,
    lens: addressSchema,
    data: z.string().openapi({ description: 'ABI-encoded `OrderView` of docs/specs/lens.md.' }),
  })
  .openapi('LensAnswer')

export type RevokeVotesBody = z.infer<typeof revokeVotesBodySchema>
export type TakeShareBody = z.infer<typeof takeShareBodySchema>
export type PanelShareJson = z.infer<typeof panelShareSchema>
export type RulePanelBody = z.infer<typeof rulePanelBodySchema>
export type LensAnswerJson = z.infer<typeof lensAnswerSchema>
