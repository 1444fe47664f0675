import type { State, StateName } from '@cinnabar/protocol'
import { STATE_NAMES } from '@cinnabar/protocol'
import {
  addressSchema,
  amountSchema,
  hashSchema,
  instantSchema,
  integerSchema,
  numberSchema,
  orderAmountSchema,
  signatureSchema,
} from './primitives.ts'
import { manyQuotesSchema } from './quotes.ts'
import { z } from './zod.ts'

/** A state by its name. */
export const stateNameSchema = z.enum(STATE_NAMES as [StateName, ...StateName[]]).openapi('State')

const chainId = z
  .number()
  .int()
  .positive()
  .optional()
  .openapi({ description: 'Refused when it is another chain.' })

/** Who consents until when; without `signature` the answer says what to sign. */
const consent = {
  signer: addressSchema.optional().openapi({ description: 'Left out: the one party that may do it.' }),
  until: instantSchema.optional().openapi({ description: 'Left out: an hour from now.' }),
  signature: signatureSchema.optional(),
  chainId,
}
const onOrder = {
  ...consent,
  state: stateNameSchema.optional().openapi({ description: 'Left out: the present one.' }),
}
const recorded = z.strictObject({ ...onOrder, record: hashSchema })
const bare = z.strictObject(onOrder)

/** The bodies of `POST /v1/orders/{id}/{action}`. */
export const ORDER_ACTION_BODIES = {
  accept: z
    .strictObject({
      signer: consent.signer,
      signature: consent.signature,
      quotes: manyQuotesSchema.optional(),
      chainId,
    })
    .openapi('AcceptBody', {
      description: "The signature is the seller's of the terms, or, with `quotes`, of many orders at once.",
    }),
  inspect: recorded.openapi('InspectBody'),
  approve: z
    .strictObject({ ...onOrder, inspection: hashSchema.optional() })
    .openapi('ApproveBody', { description: '`inspection` left out: the record that `inspect` carried.' }),
  reject: recorded.openapi('RejectBody'),
  ship: recorded.openapi('ShipBody'),
  deliver: recorded.openapi('DeliverBody'),
  confirm: z
    .strictObject({ ...onOrder, claimed: orderAmountSchema.optional() })
    .openapi('ConfirmBody', { description: '`claimed` left out: the present running total of claims.' }),
  cancel: bare.openapi('CancelBody'),
  extend: z.strictObject({ ...onOrder, extraSeconds: integerSchema(32) }).openapi('ExtendBody'),
  dispute: recorded.openapi('DisputeBody'),
  escalate: bare.openapi('EscalateBody'),
  rule: z.strictObject({ ...onOrder, sellerGross: amountSchema }).openapi('RuleBody'),
  settle: z
    .strictObject({ ...onOrder, sellerTotal: amountSchema, nonce: numberSchema.optional() })
    .openapi('SettleBody', {
      description: 'One side at a time; the second signature of the same total and state ends the order.',
    }),
  claim: z.strictObject({ ...onOrder, total: orderAmountSchema, document: hashSchema }).openapi('ClaimBody'),
  draw: z.strictObject({ ...onOrder, total: orderAmountSchema, record: hashSchema }).openapi('DrawBody'),
  refund: z
    .strictObject({ ...onOrder, amount: amountSchema, nonce: numberSchema.optional() })
    .openapi('RefundBody'),
  lapse: z.strictObject({ chainId }).openapi('LapseBody', { description: 'For anyone; nothing is signed.' }),
  revoke: z.strictObject(consent).openapi('RevokeBody'),
} as const

/** The actions on an order, as they stand in the path. */
export type OrderActionName = keyof typeof ORDER_ACTION_BODIES

/** What an action's body carries; `signature` missing: tell me what to sign. */
export type OrderActionBody<Name extends OrderActionName = OrderActionName> = z.infer<
  (typeof ORDER_ACTION_BODIES)[Name]
>

export type { State }
