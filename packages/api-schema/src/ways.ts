import { addressSchema, hashSchema, instantSchema, signatureSchema } from './primitives.ts'
import { z } from './zod.ts'

const bytes = (size: number) =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-f]{${2 * size}}$`), `expected 0x and ${size} bytes in lower case`)
    .transform((hex) => hex as `0x${string}`)

const idSchema = bytes(16)

/** The ways back to a person's keys, sealed: whoever keeps it can read nothing in it. */
export const waysSchema = z
  .strictObject({
    format: z.literal('cinnabar.ways/v1'),
    revision: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    ways: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('passkey'), id: idSchema, wrapped: bytes(60) }),
          z.strictObject({ kind: z.literal('code'), id: idSchema, wrapped: bytes(60) }),
          z.strictObject({ kind: z.literal('guardian'), id: idSchema, mask: bytes(32) }),
        ]),
      )
      .max(16),
    mac: hashSchema,
  })
  .openapi('PersonWays')

/** `POST /v1/ways` */
export const keepWaysBodySchema = z
  .strictObject({
    account: addressSchema.openapi({ description: 'An account of its own, which follows from the root.' }),
    document: waysSchema,
    until: instantSchema,
    signature: signatureSchema,
  })
  .openapi('KeepWaysBody')

/** Where a document is found: the id of a passkey's or a code's way, or the account that keeps it. */
export const waysLocatorSchema = z
  .string()
  .regex(/^0x([0-9a-f]{32}|[0-9a-f]{40})$/, 'expected 0x and 16 or 20 bytes in lower case')

export const keptWaysSchema = z.object({ document: waysSchema }).openapi('KeptWays')

export type WaysJson = z.infer<typeof waysSchema>
export type KeepWaysBody = z.infer<typeof keepWaysBodySchema>
