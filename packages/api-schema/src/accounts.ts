import { addressSchema, amountSchema, instantSchema, numberSchema, signatureSchema } from './primitives.ts'
import { z } from './zod.ts'

const units = z.string().openapi({ description: 'Base units of the token.' })

/** What an account has in one token. */
export const holdingSchema = z
  .object({
    token: addressSchema,
    balance: units.openapi({ description: 'In the escrow, free to withdraw.' }),
    bond: units,
    reserved: units.openapi({ description: 'Part of the bond that live orders reserve for draws.' }),
    wallet: units.openapi({
      description: 'What the token itself says the account holds, outside the escrow.',
    }),
    allowance: units.openapi({ description: 'What the escrow may take by allowance.' }),
  })
  .openapi('Holding')

export const accountSchema = z
  .object({ address: addressSchema, holdings: z.array(holdingSchema) })
  .openapi('Account')

export const accountQuerySchema = z.object({ token: addressSchema.optional() })

const consent = {
  until: instantSchema.optional().openapi({ description: 'Left out: an hour from now.' }),
  signature: signatureSchema.optional(),
  chainId: z.number().int().positive().optional(),
}
const transfer = {
  ...consent,
  token: addressSchema,
  amount: amountSchema,
  recipient: addressSchema.optional().openapi({ description: 'Left out: the account itself.' }),
  nonce: numberSchema.optional().openapi({ description: 'Left out: random.' }),
}

/** How a deposit leaves the wallet. */
export const DEPOSIT_METHODS = ['authorization', 'permit2'] as const

/** The bodies of `POST /v1/accounts/{address}/{action}`. */
export const ACCOUNT_ACTION_BODIES = {
  deposit: z
    .strictObject({
      ...consent,
      token: addressSchema,
      amount: amountSchema,
      method: z
        .enum(DEPOSIT_METHODS)
        .optional()
        .openapi({ description: 'Left out: `authorization`, the ERC-3009 one of the token.' }),
      salt: numberSchema.optional().openapi({ description: 'Of an authorisation. Left out: random.' }),
      validAfter: instantSchema.optional().openapi({ description: 'Of an authorisation. Left out: always.' }),
      nonce: numberSchema.optional().openapi({ description: 'Of a Permit2 transfer. Left out: random.' }),
    })
    .openapi('DepositBody', {
      description:
        "The token's ERC-3009 authorisation with the deposit's nonce, or a Permit2 transfer whose witness is the account.",
    }),
  permit: z
    .strictObject({
      ...consent,
      token: addressSchema,
      amount: amountSchema.openapi({
        description: 'What the escrow may take; zero takes the allowance back.',
      }),
      nonce: numberSchema.optional().openapi({
        description: "The token's own count of the account's permits. Left out: the next one.",
      }),
    })
    .openapi('PermitBody', {
      description:
        'An ERC-2612 permit: an allowance for the escrow without gas. Fund by `allowance` afterwards.',
    }),
  withdraw: z.strictObject(transfer).openapi('WithdrawBody'),
  'post-bond': z.strictObject(transfer).openapi('PostBondBody'),
  'withdraw-bond': z.strictObject(transfer).openapi('WithdrawBondBody'),
  'set-operator': z
    .strictObject({
      ...consent,
      operator: addressSchema,
      operatorUntil: instantSchema,
      nonce: numberSchema.optional(),
    })
    .openapi('SetOperatorBody'),
  'burn-nonce': z.strictObject({ ...consent, nonce: numberSchema }).openapi('BurnNonceBody'),
} as const

/** The actions of an account, as they stand in the path. */
export type AccountActionName = keyof typeof ACCOUNT_ACTION_BODIES
export type AccountActionBody<Name extends AccountActionName = AccountActionName> = z.infer<
  (typeof ACCOUNT_ACTION_BODIES)[Name]
>
export type HoldingJson = z.infer<typeof holdingSchema>
export type AccountJson = z.infer<typeof accountSchema>
export type DepositMethod = (typeof DEPOSIT_METHODS)[number]
