import { ENDING_NAMES, type EndingName, PARTIES } from '@cinnabar/protocol'
import { stateNameSchema } from './orderActions.ts'
import {
  addressSchema,
  hashSchema,
  instantSchema,
  metadataSchema,
  numberSchema,
  pageQuerySchema,
  pageSchema,
  quoteIdSchema,
  referenceSchema,
  signatureSchema,
} from './primitives.ts'
import { manyQuotesSchema } from './quotes.ts'
import { termsSchema } from './terms.ts'
import { z } from './zod.ts'

const units = z.string().openapi({ description: 'Base units of the token.' })
const endingNameSchema = z.enum(ENDING_NAMES as [EndingName, ...EndingName[]]).openapi('Ending')
const partySchema = z.enum(PARTIES).openapi('Party')

/**
 * Where the money comes from: balance in the escrow, the token's allowance, an ERC-3009 authorisation, or a Permit2
 * transfer.
 */
export const FUNDINGS = ['balance', 'allowance', 'authorization', 'permit2'] as const

/** Funding an order: without `signature` the answer says what to sign. */
export const orderBodySchema = z
  .strictObject({
    quote: quoteIdSchema.optional().openapi({ description: 'A quote; or give `terms`.' }),
    terms: termsSchema.optional(),
    agreement: z
      .strictObject({
        buyer: signatureSchema.optional().openapi({
          description: "The buyer's signature of the terms, needed when the payer is somebody else.",
        }),
        quoter: addressSchema.optional(),
        seller: signatureSchema.optional(),
        quotes: manyQuotesSchema.optional(),
      })
      .optional(),
    funding: z.enum(FUNDINGS),
    signer: addressSchema.optional().openapi({ description: 'The payer; nobody else can fund.' }),
    validAfter: instantSchema.optional().openapi({ description: 'Of an authorisation. Left out: always.' }),
    until: instantSchema.optional().openapi({
      description: 'Last second of the consent; of an authorisation the second before which it counts.',
    }),
    nonce: numberSchema.optional().openapi({ description: 'Of a Permit2 transfer. Left out: random.' }),
    signature: signatureSchema.optional(),
    chainId: z.number().int().positive().optional(),
  })
  .openapi('OrderBody')

const nextSchema = z
  .union([
    z.object({ to: stateNameSchema, window: z.string() }),
    z.object({ ends: endingNameSchema }),
    z.literal('stays'),
  ])
  .openapi('Next')

const outcomeSchema = z
  .object({
    ending: endingNameSchema,
    sellerGross: units,
    fee: units,
    credits: z.array(z.object({ party: partySchema, account: addressSchema, amount: units })),
    bondPaid: units,
    released: units,
    reimbursed: units,
    arbiterPaid: units,
    postReturned: units,
  })
  .openapi('Outcome')

const actSchema = z
  .object({ action: z.string(), byOperator: z.boolean(), together: z.boolean(), next: nextSchema })
  .openapi('PossibleAct')

/** An order as it stands now: who may do what, what the clock does next, what each ending would pay. */
export const orderSchema = z
  .object({
    id: hashSchema,
    terms: termsSchema,
    state: stateNameSchema,
    shipped: z.boolean(),
    handed: z.boolean(),
    extended: z.boolean(),
    escalatedByBuyer: z.boolean(),
    inspection: hashSchema.nullable().openapi({ description: 'The record that `inspect` carried.' }),
    isLapsable: z.boolean().openapi({
      description: 'A default is due and applied here already; nobody has recorded it on the ledger yet.',
    }),
    dueEnding: outcomeSchema.optional(),
    deadlineAt: instantSchema.nullable().openapi({ description: 'Last second of the present state.' }),
    next: z.object({ at: instantSchema, default: nextSchema }).optional(),
    byClock: z.object({ at: instantSchema, outcome: outcomeSchema }).optional(),
    parties: z.record(z.string(), z.object({ account: addressSchema, acts: z.array(actSchema) })),
    endings: z.record(z.string(), outcomeSchema),
    money: z.object({
      paidIn: units,
      earnable: units,
      claimed: units,
      claimable: units,
      drawn: units,
      drawable: units,
      held: units,
      posted: units,
      extendable: z.number().openapi({ description: 'Seconds that the buyer may still add.' }),
    }),
    ending: endingNameSchema.nullable().openapi({ description: 'How it ended, as the ledger says.' }),
    fundedAt: instantSchema.nullable(),
    settledAt: instantSchema.nullable(),
    reference: referenceSchema.nullable().openapi({ description: 'Of your tenant; needs a session.' }),
    metadata: metadataSchema.nullable(),
  })
  .openapi('Order')

export const ordersQuerySchema = z.object({
  ...pageQuerySchema,
  account: addressSchema.optional().openapi({ description: 'In any role.' }),
  state: stateNameSchema.optional(),
  reference: referenceSchema.optional(),
})

export const orderPageSchema = pageSchema(orderSchema, 'OrderPage')

export type Funding = (typeof FUNDINGS)[number]
export type OrderBody = z.infer<typeof orderBodySchema>
export type OutcomeJson = z.infer<typeof outcomeSchema>
export type OrderViewJson = z.infer<typeof orderSchema>
