import type { WaysJson } from '@cinnabar/api-schema'
import type { Address, DisclosureReason, Hex } from '@cinnabar/protocol'
import {
  bigint,
  customType,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

const own = pgSchema('own')
const hex = (name: string) => text(name).$type<Hex>()
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

const place = {
  orderId: hex('order_id').notNull(),
  holder: text('holder').$type<Address>().notNull(),
  field: text('field').notNull(),
  version: integer('version').notNull(),
}

export const sealedItems = own.table(
  'sealed_items',
  {
    ...place,
    tenantId: text('tenant_id').notNull(),
    commitment: hex('commitment').notNull(),
    ciphertextHash: hex('ciphertext_hash').notNull(),
    bytes: integer('bytes').notNull(),
    boxed: bytea('boxed').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.holder, table.field, table.version] })],
)

export const disclosures = own.table(
  'disclosures',
  {
    ...place,
    reader: text('reader').$type<Address>().notNull(),
    tenantId: text('tenant_id').notNull(),
    readerKey: hex('reader_key').notNull(),
    reason: text('reason').$type<DisclosureReason>().notNull(),
    until: instant('until'),
    sealedKeyHash: hex('sealed_key_hash').notNull(),
    boxedKey: bytea('boxed_key').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    lastOpenedAt: instant('last_opened_at'),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.holder, table.field, table.version, table.reader] }),
  ],
)

export const erasures = own.table('erasures', {
  orderId: hex('order_id').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  requestedBy: text('requested_by').notNull(),
  requestedAt: instant('requested_at').notNull().defaultNow(),
  /** What there was to destroy. */
  destroyed: jsonb('destroyed').$type<Record<string, number>>().notNull(),
  certificate: jsonb('certificate').$type<Record<string, unknown>>(),
})

export const ways = own.table('ways', {
  account: text('account').$type<Address>().primaryKey(),
  tenantId: text('tenant_id').notNull(),
  revision: bigint('revision', { mode: 'number' }).notNull(),
  document: jsonb('document').$type<WaysJson>().notNull(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

export const wayIds = own.table('way_ids', {
  id: hex('id').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  account: text('account').$type<Address>().notNull(),
})
