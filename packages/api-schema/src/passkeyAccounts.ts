import { actionSchema } from './actions.ts'
import { addressSchema, hashSchema } from './primitives.ts'
import { z } from './zod.ts'

/** More at once would not fit the gas of one transaction together with an action. */
export const MAX_PAYEES = 16

const credentialSchema = z
  .strictObject({
    qx: hashSchema,
    qy: hashSchema,
    presenceOnly: z
      .boolean()
      .optional()
      .openapi({ description: 'Whether a touch is enough. Left out: the user has to be verified.' }),
  })
  .openapi('Credential', { description: 'The public key of a WebAuthn credential (P-256).' })

/** `POST /v1/passkey-accounts`: the configuration, of all of which the address is a function. */
export const passkeyAccountBodySchema = z
  .strictObject({
    credentials: z.array(credentialSchema).min(1).max(2),
    guardian: addressSchema
      .optional()
      .openapi({ description: 'May propose new credentials. Left out: nobody.' }),
    payees: z
      .array(addressSchema)
      .max(MAX_PAYEES)
      .optional()
      .openapi({ description: 'Where money may go at once; later ones wait for 48 hours.' }),
    salt: hashSchema.optional().openapi({ description: 'Left out: zero.' }),
    chainId: z.number().int().positive().optional(),
  })
  .openapi('PasskeyAccountBody')

/** An account whose owner is a passkey. */
export const passkeyAccountSchema = z
  .object({
    address: addressSchema,
    factory: addressSchema,
    credentials: z
      .array(z.object({ qx: hashSchema, qy: hashSchema, presenceOnly: z.boolean() }))
      .openapi({ description: 'As the ledger has them, once the account is there.' }),
    guardian: addressSchema.nullable(),
    isCreated: z.boolean().openapi({ description: 'Whether its code is on the ledger.' }),
    creation: actionSchema
      .nullable()
      .openapi({ description: 'The action that puts it there; null when it was there before.' }),
  })
  .openapi('PasskeyAccount')

export type PasskeyAccountBody = z.infer<typeof passkeyAccountBodySchema>
export type PasskeyAccountJson = z.infer<typeof passkeyAccountSchema>
