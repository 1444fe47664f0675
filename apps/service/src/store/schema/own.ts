import type { Hex, OrderJson } from '@cinnabar/protocol'
import { bigint, integer, jsonb, pgSchema, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'

const own = pgSchema('own')

const hex = (name: string) => text(name).$type<Hex>()
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const sequence = () => bigint('sequence', { mode: 'number' }).generatedAlwaysAsIdentity()
const createdAt = () => instant('created_at').notNull().defaultNow()

/** What became of a signed action; `prepared` is never stored. */
export type ActionStatus = 'signed' | 'sent' | 'recorded' | 'final' | 'failed'
/** What became of a transaction of the relayer. */
export type TransactionStatus = 'stored' | 'sent' | 'included' | 'reverted' | 'replaced'

export const ledgers = own.table('ledgers', {
  tenantId: text('tenant_id').primaryKey(),
  chainId: bigint('chain_id', { mode: 'number' }).notNull(),
  genesisHash: hex('genesis_hash').notNull(),
  escrow: hex('escrow').notNull(),
})

export const actions = own.table('actions', {
  /** The signed digest: the permanent idempotency key. */
  id: hex('id').primaryKey(),
  sequence: sequence(),
  tenantId: text('tenant_id').notNull(),
  kind: text('kind').notNull(),
  orderId: hex('order_id'),
  account: hex('account'),
  toAddress: hex('to_address').notNull(),
  calldata: hex('calldata').notNull(),
  status: text('status').$type<ActionStatus>().notNull().default('signed'),
  transactionHash: hex('transaction_hash'),
  blockNumber: bigint('block_number', { mode: 'number' }),
  errorCode: text('error_code'),
  errorDetail: jsonb('error_detail').$type<Record<string, unknown>>(),
  requestId: text('request_id'),
  createdAt: createdAt(),
  sentAt: instant('sent_at'),
  recordedAt: instant('recorded_at'),
  finalAt: instant('final_at'),
})

export const transactions = own.table(
  'transactions',
  {
    relayer: hex('relayer').notNull(),
    nonce: bigint('nonce', { mode: 'number' }).notNull(),
    attempt: integer('attempt').notNull().default(0),
    tenantId: text('tenant_id').notNull(),
    /** Absent for a transaction that only fills a nonce. */
    actionId: hex('action_id'),
    hash: hex('hash').notNull(),
    raw: hex('raw').notNull(),
    status: text('status').$type<TransactionStatus>().notNull().default('stored'),
    blockNumber: bigint('block_number', { mode: 'number' }),
    requestId: text('request_id'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
  },
  (table) => [primaryKey({ columns: [table.relayer, table.nonce, table.attempt] })],
)

export const quotes = own.table(
  'quotes',
  {
    id: text('id').primaryKey(),
    sequence: sequence(),
    tenantId: text('tenant_id').notNull(),
    orderId: hex('order_id').notNull(),
    terms: jsonb('terms').$type<OrderJson>().notNull(),
    quoter: hex('quoter'),
    sellerSignature: hex('seller_signature'),
    quotes: jsonb('quotes').$type<{ until: number; proof: readonly Hex[] }>(),
    reference: text('reference'),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [unique().on(table.tenantId, table.orderId), unique().on(table.tenantId, table.reference)],
)

export const orderReferences = own.table(
  'order_references',
  {
    tenantId: text('tenant_id').notNull(),
    orderId: hex('order_id').notNull(),
    reference: text('reference'),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.orderId] }),
    unique().on(table.tenantId, table.reference),
  ],
)

export const idempotencyKeys = own.table(
  'idempotency_keys',
  {
    tenantId: text('tenant_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    /** Absent while the first request is being answered. */
    responseStatus: integer('response_status'),
    responseHeaders: jsonb('response_headers').$type<Record<string, string>>(),
    responseBody: text('response_body'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key] })],
)

/** Of the last hour. */
export const accountCreations = own.table('account_creations', {
  sequence: sequence().primaryKey(),
  client: text('client').notNull(),
  createdAt: createdAt(),
})

export const outbox = own.table('outbox', {
  id: text('id').primaryKey(),
  sequence: sequence(),
  tenantId: text('tenant_id').notNull(),
  topic: text('topic').notNull(),
  orderId: hex('order_id'),
  blockNumber: bigint('block_number', { mode: 'number' }),
  logIndex: integer('log_index'),
  payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
  attempts: integer('attempts').notNull().default(0),
  createdAt: createdAt(),
  doneAt: instant('done_at'),
})
