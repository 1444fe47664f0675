import type { EndingName, EventName, Hex, OrderJson, StateName } from '@cinnabar/protocol'
import { bigint, boolean, integer, jsonb, numeric, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'

const derived = pgSchema('derived')

const block = (name: string) => bigint(name, { mode: 'number' })
const instant = (name: string) => bigint(name, { mode: 'number' })
const amount = (name: string) => numeric(name, { precision: 78, scale: 0, mode: 'bigint' })
const hex = (name: string) => text(name).$type<Hex>()

export const blocks = derived.table('blocks', {
  number: block('number').primaryKey(),
  hash: hex('hash').notNull(),
  parentHash: hex('parent_hash').notNull(),
  timestamp: instant('timestamp').notNull(),
})

export const events = derived.table(
  'events',
  {
    blockNumber: block('block_number').notNull(),
    logIndex: integer('log_index').notNull(),
    blockHash: hex('block_hash').notNull(),
    transactionHash: hex('transaction_hash').notNull(),
    transactionIndex: integer('transaction_index').notNull(),
    contract: hex('contract').notNull(),
    name: text('name').$type<EventName>().notNull(),
    orderId: hex('order_id'),
    /** Counts the events of one order from 1. */
    orderSequence: integer('order_sequence'),
    account: hex('account'),
    token: hex('token'),
    /** The fields of the contract's event; amounts are strings of digits. */
    args: jsonb('args').$type<Record<string, unknown>>().notNull(),
    timestamp: instant('timestamp').notNull(),
  },
  (table) => [primaryKey({ columns: [table.blockNumber, table.logIndex] })],
)

export const orders = derived.table('orders', {
  id: hex('id').primaryKey(),
  terms: jsonb('terms').$type<OrderJson>().notNull(),
  buyer: hex('buyer').notNull(),
  /** Who paid: never zero. */
  payer: hex('payer').notNull(),
  seller: hex('seller').notNull(),
  token: hex('token').notNull(),
  platform: hex('platform'),
  arbiter: hex('arbiter'),
  backupArbiter: hex('backup_arbiter'),
  attestor: hex('attestor'),
  link: hex('link'),
  state: text('state').$type<StateName>().notNull(),
  shipped: boolean('shipped').notNull(),
  handed: boolean('handed').notNull(),
  extended: boolean('extended').notNull(),
  escalatedByBuyer: boolean('escalated_by_buyer').notNull(),
  deadlineAt: instant('deadline_at').notNull(),
  drawn: amount('drawn').notNull(),
  claimed: amount('claimed').notNull(),
  /** The record that `inspect` carried. */
  inspection: hex('inspection'),
  ending: text('ending').$type<EndingName>(),
  sellerGross: amount('seller_gross'),
  fee: amount('fee'),
  bondPaid: amount('bond_paid'),
  reimbursed: amount('reimbursed'),
  /** What the seller gave back by `refund`, in all. */
  refunded: amount('refunded').notNull(),
  fromBalance: boolean('from_balance').notNull(),
  /** Number of events of the order so far. */
  sequence: integer('sequence').notNull(),
  fundedBlock: block('funded_block').notNull(),
  fundedLog: integer('funded_log').notNull(),
  fundedAt: instant('funded_at').notNull(),
  updatedBlock: block('updated_block').notNull(),
  updatedAt: instant('updated_at').notNull(),
  settledAt: instant('settled_at'),
})

export const revocations = derived.table('revocations', {
  orderId: hex('order_id').primaryKey(),
  blockNumber: block('block_number').notNull(),
  logIndex: integer('log_index').notNull(),
  timestamp: instant('timestamp').notNull(),
})

export const cursor = derived.table('cursor', {
  id: text('id').primaryKey(),
  blockNumber: block('block_number').notNull(),
  blockHash: hex('block_hash').notNull(),
  blockTimestamp: instant('block_timestamp').notNull(),
})
