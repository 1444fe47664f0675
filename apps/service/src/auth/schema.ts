import { boolean, integer, pgSchema, text, timestamp } from 'drizzle-orm/pg-core'

const own = pgSchema('own')

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const owned = () => text('tenant_id').notNull().default('default')

/** Who signs in: the row behind one or more wallets. */
export const user = own.table('users', {
  id: text('id').primaryKey(),
  tenantId: owned(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

export const session = own.table('sessions', {
  id: text('id').primaryKey(),
  tenantId: owned(),
  expiresAt: instant('expires_at').notNull(),
  token: text('token').notNull().unique(),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  userId: text('user_id').notNull(),
  activeOrganizationId: text('active_tenant_id'),
})

export const account = own.table('sign_ins', {
  id: text('id').primaryKey(),
  tenantId: owned(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('user_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: instant('access_token_expires_at'),
  refreshTokenExpiresAt: instant('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

/** Nonces that were given out and not used yet. */
export const verification = own.table('verifications', {
  id: text('id').primaryKey(),
  tenantId: owned(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: instant('expires_at').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

export const walletAddress = own.table('wallets', {
  id: text('id').primaryKey(),
  tenantId: owned(),
  userId: text('user_id').notNull(),
  address: text('address').notNull(),
  chainId: integer('chain_id').notNull(),
  isPrimary: boolean('is_primary').default(false),
  createdAt: instant('created_at').notNull(),
})

/** Tenants are the organisations of sign-in. */
export const organization = own.table('tenants', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  logo: text('logo'),
  metadata: text('metadata'),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const member = own.table('members', {
  id: text('id').primaryKey(),
  organizationId: text('tenant_id').notNull(),
  userId: text('user_id').notNull(),
  role: text('role').notNull().default('member'),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const invitation = own.table('invitations', {
  id: text('id').primaryKey(),
  organizationId: text('tenant_id').notNull(),
  email: text('email').notNull(),
  role: text('role'),
  status: text('status').notNull().default('pending'),
  expiresAt: instant('expires_at').notNull(),
  inviterId: text('inviter_id').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})
