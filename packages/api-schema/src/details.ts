import { checkField, DISCLOSURE_REASON_NAMES, type Hex } from '@cinnabar/protocol'
import { addressSchema, hashSchema, instantSchema, refuse, signatureSchema } from './primitives.ts'
import { z } from './zod.ts'

const fieldSchema = z
  .string()
  .max(64)
  .superRefine((value, ctx) => {
    try {
      checkField(value)
    } catch (error) {
      refuse(ctx, (error as Error).message, {
        code: 'DETAIL_INVALID',
        mend: 'send 1 to 4 words such as recipient.address',
      })
    }
  })
  .openapi('DetailField', { example: 'recipient.address' })

const versionSchema = z.number().int().min(1).max(0xffff_ffff)

function bytesSchema(least: number, most: number, description: string) {
  return z
    .string()
    .superRefine((value, ctx) => {
      if (!/^0x([0-9a-f]{2})*$/.test(value)) {
        return refuse(ctx, 'expected 0x and hexadecimal bytes', {
          code: 'HEX_INVALID',
          mend: 'send 0x and lower-case hexadecimal bytes',
        })
      }
      const size = value.length / 2 - 1
      if (size < least || size > most)
        refuse(ctx, `it has ${size} bytes`, {
          code: 'FIELD_SIZE',
          mend: least === most ? `send ${least} bytes` : `send ${least} to ${most} bytes`,
        })
    })
    .openapi({ description }) as unknown as z.ZodType<Hex, string>
}

/** The largest ciphertext: an evidence file of 10 MiB with its padding. */
export const MAX_CIPHERTEXT_BYTES = 10 * 1024 * 1024 + 128 * 1024

/** A field as the vault keeps it. */
export const sealedItemSchema = z
  .strictObject({
    field: fieldSchema,
    version: versionSchema,
    commitment: hashSchema,
    ciphertext: bytesSchema(284, MAX_CIPHERTEXT_BYTES, 'Nonce, AES-256-GCM ciphertext, tag.'),
  })
  .openapi('SealedItem')

/** A field's key, sealed to a reader. */
export const disclosureSchema = z
  .strictObject({
    field: fieldSchema,
    version: versionSchema,
    reader: addressSchema,
    key: hashSchema.openapi({ description: "The reader's X25519 key that it is sealed to." }),
    reason: z.enum(DISCLOSURE_REASON_NAMES),
    until: z
      .number()
      .int()
      .min(0)
      .max(2 ** 40 - 1)
      .openapi({ description: 'Unix seconds, as it is signed; 0: as long as the reason holds.' }),
    sealedKey: bytesSchema(80, 80, 'HPKE: encapsulated key and sealed field key.'),
  })
  .openapi('Disclosure')

const signed = { until: instantSchema, signature: signatureSchema }

/** `POST /v1/orders/{id}/details` */
export const storeDetailsBodySchema = z
  .strictObject({
    holder: addressSchema,
    items: z.array(sealedItemSchema).max(64),
    disclosures: z.array(disclosureSchema).max(1_000),
    ...signed,
  })
  .openapi('StoreDetailsBody')
/** `POST /v1/orders/{id}/details/open` */
export const openDetailsBodySchema = z
  .strictObject({ reader: addressSchema, ...signed })
  .openapi('OpenDetailsBody')
/** `POST /v1/orders/{id}/disclosures/end` */
export const endDisclosureBodySchema = z
  .strictObject({ holder: addressSchema, reader: addressSchema, ...signed })
  .openapi('EndDisclosureBody')
/** `POST /v1/orders/{id}/details/erase` */
export const eraseDetailsBodySchema = z
  .strictObject({ holder: addressSchema, ...signed })
  .openapi('EraseDetailsBody')

/** What was kept. */
export const storedDetailsSchema = z
  .object({ items: z.number(), disclosures: z.number() })
  .openapi('StoredDetails')

const place = { field: z.string(), version: z.number(), reason: z.enum(DISCLOSURE_REASON_NAMES) }

/** What a reader may read, and whom it lets read as a holder. */
export const openedDetailsSchema = z
  .object({
    items: z.array(
      z.object({
        ...sealedItemSchema.shape,
        holder: addressSchema,
        storedAt: instantSchema,
        disclosure: disclosureSchema,
      }),
    ),
    withheld: z.array(z.object({ ...place, holder: addressSchema })).openapi({
      description: 'Disclosed to you, and kept back while the reason is not met.',
    }),
    readers: z
      .array(
        z.object({
          ...place,
          reader: addressSchema,
          since: instantSchema,
          until: instantSchema.nullable(),
          endedAt: instantSchema.nullable(),
          lastOpenedAt: instantSchema.nullable(),
          mayRead: z.boolean(),
        }),
      )
      .openapi({ description: 'Who may read what you disclosed.' }),
  })
  .openapi('OpenedDetails')

export const endedDisclosuresSchema = z.object({ ended: z.number() }).openapi('EndedDisclosures')

/** What a deletion destroyed, what had to stay, and until when. */
export const erasureCertificateSchema = z
  .object({
    format: z.literal('cinnabar.erasure/v1'),
    chainId: z.number(),
    escrow: addressSchema,
    order: hashSchema,
    requestedBy: z.string(),
    requestedAt: z.string(),
    erasedAt: z.string(),
    destroyed: z.object({ dataKey: z.literal(true), rows: z.record(z.string(), z.number()) }),
    remains: z.array(
      z.object({ what: z.object({ en: z.string(), 'zh-CN': z.string() }), until: z.string().nullable() }),
    ),
    signer: addressSchema,
    signature: signatureSchema,
  })
  .openapi('ErasureCertificate')

export type StoreDetailsBody = z.infer<typeof storeDetailsBodySchema>
export type OpenDetailsBody = z.infer<typeof openDetailsBodySchema>
export type EndDisclosureBody = z.infer<typeof endDisclosureBodySchema>
export type EraseDetailsBody = z.infer<typeof eraseDetailsBodySchema>
export type OpenedDetailsJson = z.infer<typeof openedDetailsSchema>
export type ErasureCertificateJson = z.infer<typeof erasureCertificateSchema>
