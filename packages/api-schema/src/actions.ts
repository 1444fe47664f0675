import { addressSchema, hashSchema, instantSchema } from './primitives.ts'
import { z } from './zod.ts'

/** What can be posted with a signature, by the name of the contract's function. */
export const ACTION_KINDS = [
  'fund',
  'accept',
  'inspect',
  'approve',
  'reject',
  'ship',
  'deliver',
  'confirm',
  'cancel',
  'extend',
  'dispute',
  'escalate',
  'rule',
  'settle',
  'claim',
  'draw',
  'refund',
  'lapse',
  'revoke',
  'deposit',
  'permit',
  'withdraw',
  'postBond',
  'withdrawBond',
  'setOperator',
  'burnNonce',
  'faucet',
  'createAccount',
  'setKey',
  'revokeKey',
  'rulePanel',
  'revokeVotes',
  'takeShare',
  'anchor',
] as const

/**
 * How far an action is. `prepared`: it waits for another signature (one side of a settlement) · `signed`: stored,
 * it will be sent · `sent` · `recorded`: in a block · `final` · `failed`: it will never be recorded.
 */
export const ACTION_STATUSES = ['prepared', 'signed', 'sent', 'recorded', 'final', 'failed'] as const

/** A signed action on its way to the ledger. */
export const actionSchema = z
  .object({
    id: hashSchema.openapi({ description: 'The signed digest: the permanent idempotency key.' }),
    kind: z.enum(ACTION_KINDS),
    order: hashSchema.nullable(),
    account: addressSchema.nullable().openapi({ description: 'Who signed; null: nobody had to.' }),
    status: z.enum(ACTION_STATUSES),
    transactionHash: hashSchema.nullable(),
    error: z.object({ code: z.string(), detail: z.string() }).nullable(),
    carriedBy: hashSchema.optional().openapi({
      description: 'For one side of a settlement: the action that carries both signatures.',
    }),
    createdAt: instantSchema,
    recordedAt: instantSchema.nullable(),
  })
  .openapi('Action')

export const actionQuerySchema = z.object({
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(30)
    .optional()
    .openapi({ description: 'Seconds to wait until the action is recorded or has failed.' }),
  for: z
    .enum(['recorded', 'final'])
    .optional()
    .openapi({ description: 'What to wait for: `recorded` (left out), or `final`.' }),
})

export type ActionKind = (typeof ACTION_KINDS)[number]
export type ActionStatus = (typeof ACTION_STATUSES)[number]
export type ActionJson = z.infer<typeof actionSchema>
