import { MAX_QUOTES_PROOF, PRESET_NAMES, type PresetName } from '@cinnabar/protocol'
import {
  addressSchema,
  hashSchema,
  instantSchema,
  integerSchema,
  metadataSchema,
  numberSchema,
  orderAmountSchema,
  pageQuerySchema,
  pageSchema,
  referenceSchema,
  refuse,
  signatureSchema,
} from './primitives.ts'
import { termsSchema, windowsSchema } from './terms.ts'
import { toSignSchema } from './typedData.ts'
import { z } from './zod.ts'

const bps = integerSchema(16).optional()
const amount = orderAmountSchema.optional()
const party = addressSchema.optional()

/** Terms from a preset: what is left out is zero or the preset's. */
export const quoteParametersSchema = z
  .strictObject({
    preset: z.enum(PRESET_NAMES as [PresetName, ...PresetName[]]),
    buyer: addressSchema,
    seller: addressSchema,
    token: addressSchema,
    payer: party,
    platform: party,
    arbiter: party,
    backupArbiter: party,
    attestor: party,
    goods: amount,
    service: amount,
    freight: amount,
    atCost: amount,
    arbiterFee: amount,
    feeBps: bps,
    drawBps: bps,
    abandonBps: bps,
    silenceBps: bps,
    windows: windowsSchema.partial().optional(),
    validUntil: instantSchema.optional().openapi({
      description: 'RFC 3339; becomes the signed `terms.validUntil`. Left out: 24 hours from now.',
    }),
    details: hashSchema.optional(),
    link: hashSchema.optional(),
    salt: numberSchema.optional().openapi({ description: 'Left out: random.' }),
    reference: referenceSchema.optional(),
    metadata: metadataSchema.optional(),
  })
  .openapi('QuoteParameters')

/** Where the seller signed many quotes at once: `Quotes(root, until)`. */
export const manyQuotesSchema = z
  .strictObject({
    until: instantSchema.openapi({ description: 'Last second of the signature.' }),
    proof: z
      .array(hashSchema)
      .superRefine((steps, ctx) => {
        if (steps.length > MAX_QUOTES_PROOF)
          refuse(ctx, `the proof has ${steps.length} steps`, {
            code: 'PROOF_TOO_LONG',
            mend: `sign at most 2^${MAX_QUOTES_PROOF} quotes at once; a proof has at most ${MAX_QUOTES_PROOF} steps`,
          })
      })
      .openapi({
        maxItems: MAX_QUOTES_PROOF,
        description: 'From keccak256(order id) to the signed root, each pair the smaller first.',
      }),
  })
  .openapi('ManyQuotes')

/** Terms as they are, unsigned (to be told what to sign) or signed (to be kept as a quote). */
export const quoteTermsSchema = z
  .strictObject({
    terms: termsSchema,
    signer: addressSchema.optional().openapi({ description: 'The seller, or an operator of it.' }),
    signature: signatureSchema.optional(),
    quotes: manyQuotesSchema.optional(),
    chainId: z
      .number()
      .int()
      .positive()
      .optional()
      .openapi({ description: 'Refused when it is another chain.' }),
    reference: referenceSchema.optional(),
    metadata: metadataSchema.optional(),
  })
  .openapi('QuoteTerms')

/** What is to be signed for a quote: the terms, whose digest is the order's id; or, with `quotes`, the list's root. */
export const quoteToSignSchema = toSignSchema
  .extend({
    terms: termsSchema,
    order: hashSchema.openapi({ description: "The order's id: the EIP-712 digest of the terms." }),
    notes: z.array(z.string()).openapi({ description: 'How the terms depart from the preset.' }),
  })
  .openapi('QuoteToSign')

/** Terms that the seller signed. */
export const quoteSchema = z
  .object({
    id: z.string().openapi({ example: 'quote_01JD3K7C2Q8R6M' }),
    order: hashSchema,
    terms: termsSchema,
    quoter: addressSchema,
    sellerSignature: signatureSchema,
    quotes: manyQuotesSchema.nullable(),
    reference: referenceSchema.nullable(),
    metadata: metadataSchema.nullable(),
    expiresAt: instantSchema,
    createdAt: instantSchema,
  })
  .openapi('Quote')

export const quotesQuerySchema = z.object({
  ...pageQuerySchema,
  reference: referenceSchema.optional(),
  account: addressSchema.optional(),
  order: hashSchema.optional(),
})

export const quotePageSchema = pageSchema(quoteSchema, 'QuotePage')

export type QuoteParametersJson = z.input<typeof quoteParametersSchema>
export type QuoteTermsJson = z.input<typeof quoteTermsSchema>
export type QuoteToSignJson = z.infer<typeof quoteToSignSchema>
export type QuoteJson = z.infer<typeof quoteSchema>
