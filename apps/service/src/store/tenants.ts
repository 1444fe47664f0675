import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** The tenant of who belongs to none other. */
export const DEFAULT_TENANT = 'default'

/** Makes a user a member of a tenant; one that is stays what it is. */
export async function addMember(
  db: Db,
  { tenantId, userId, role = 'member' }: { tenantId: string; userId: string; role?: string },
): Promise<void> {
  await db.execute(sql`
    insert into own.members (id, tenant_id, user_id, role)
    values (${crypto.randomUUID()}, ${tenantId}, ${userId}, ${role})
    on conflict (tenant_id, user_id) do nothing`)
}

/** The tenants that a user is a member of, the oldest membership first. */
export async function listMemberships(
  db: Db,
  { userId }: { userId: string },
): Promise<{ tenantId: string; role: string }[]> {
  const { rows } = await db.execute<{ tenantId: string; role: string }>(sql`
    select tenant_id as "tenantId", role from own.members
    where user_id = ${userId} order by created_at, id`)
  return rows
}
