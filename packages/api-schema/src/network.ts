import { addressSchema, amountSchema, hashSchema, instantSchema } from './primitives.ts'
import { z } from './zod.ts'

const tokenDomain = z.object({
  name: z.string(),
  version: z.string(),
  chainId: z.number(),
  verifyingContract: addressSchema,
})

/** A token that orders here can be in. */
export const tokenSchema = z
  .object({
    address: addressSchema,
    symbol: z.string(),
    name: z.string(),
    decimals: z.number().int(),
    domain: tokenDomain
      .nullable()
      .openapi({ description: 'The EIP-712 domain for ERC-3009; null: it takes no authorisations.' }),
    permitDomain: tokenDomain
      .nullable()
      .openapi({ description: 'The EIP-712 domain for ERC-2612; null: it takes no permits.' }),
  })
  .openapi('Token')

export const tokensSchema = z.object({ items: z.array(tokenSchema) }).openapi('Tokens')

/** Which ledger this process serves. */
export const networkSchema = z
  .object({
    name: z.string(),
    chainId: z.number().int(),
    genesis: hashSchema,
    contracts: z
      .object({
        escrow: addressSchema,
        keyRegistry: addressSchema.optional(),
        checkpointLog: addressSchema.optional(),
        orderLens: addressSchema.optional(),
        accountDeployer: addressSchema.optional(),
        passkeyAccountFactory: addressSchema.optional(),
      })
      .openapi({ description: 'The escrow, and what is around it, as far as it is there.' }),
    isDemo: z.boolean().openapi({ description: 'A ledger whose clock can be advanced.' }),
    now: instantSchema.openapi({ description: "The ledger's clock, which alone decides about money." }),
    apiVersion: z.string(),
  })
  .openapi('Network')

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded']),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })),
  })
  .openapi('Health')

/** `POST /v1/test/clock/advance`. */
export const clockAdvanceBodySchema = z
  .strictObject({
    seconds: z
      .number()
      .int()
      .min(1)
      .max(400 * 86_400),
  })
  .openapi('ClockAdvanceBody')
export const clockSchema = z.object({ now: instantSchema }).openapi('Clock')

/** `POST /v1/test/faucet`. */
export const faucetBodySchema = z
  .strictObject({ token: addressSchema, recipient: addressSchema, amount: amountSchema })
  .openapi('FaucetBody')
export const faucetSchema = z.object({ transactionHash: hashSchema }).openapi('Faucet')

export type TokenJson = z.infer<typeof tokenSchema>
export type NetworkJson = z.infer<typeof networkSchema>
export type HealthJson = z.infer<typeof healthSchema>
