import type { Hex, StateName } from '@cinnabar/protocol'
import { numeric, pgSchema, text, timestamp } from 'drizzle-orm/pg-core'

const own = pgSchema('own')
const hex = (name: string) => text(name).$type<Hex>()
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const units = (name: string) => numeric(name, { precision: 78, scale: 0, mode: 'bigint' })

export const offers = own.table('offers', {
  /** The signed digest. */
  id: hex('id').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  orderId: hex('order_id').notNull(),
  side: text('side').$type<'buyer' | 'seller'>().notNull(),
  account: hex('account').notNull(),
  state: text('state').$type<StateName>().notNull(),
  sellerTotal: units('seller_total').notNull(),
  nonce: units('nonce').notNull(),
  until: instant('until').notNull(),
  signature: hex('signature').notNull(),
  /** The action that carries both sides. */
  actionId: hex('action_id'),
  requestId: text('request_id'),
  createdAt: instant('created_at').notNull().defaultNow(),
})
