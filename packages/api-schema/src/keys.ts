import { addressSchema, hashSchema, instantSchema, numberSchema, signatureSchema } from './primitives.ts'
import { z } from './zod.ts'

/** The current encryption key of an account. */
export const accountKeySchema = z
  .object({
    account: addressSchema,
    key: hashSchema
      .nullable()
      .openapi({ description: 'X25519, 32 bytes (RFC 7748); null: none, or taken back.' }),
    version: z.string().openapi({ description: 'How often it was changed, a string of digits.' }),
    since: instantSchema.nullable().openapi({ description: 'Of the last change.' }),
    registry: addressSchema,
  })
  .openapi('AccountKey')

const consent = {
  version: numberSchema.optional().openapi({
    description: 'The change that this makes: one more than the present version, which stands for left out.',
  }),
  until: instantSchema.optional().openapi({ description: 'Left out: an hour from now.' }),
  signature: signatureSchema.optional(),
  chainId: z.number().int().positive().optional(),
}

/** `POST /v1/accounts/{address}/keys` */
export const setKeyBodySchema = z.strictObject({ ...consent, key: hashSchema }).openapi('SetKeyBody')
/** `POST /v1/accounts/{address}/keys/revoke` */
export const revokeKeyBodySchema = z.strictObject(consent).openapi('RevokeKeyBody')

export type AccountKeyJson = z.infer<typeof accountKeySchema>
export type SetKeyBody = z.infer<typeof setKeyBodySchema>
export type RevokeKeyBody = z.infer<typeof revokeKeyBodySchema>
