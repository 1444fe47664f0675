import { getTableColumns, sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import type { Db } from './database.ts'

/** Rows of one statement: what JSON text of some megabytes holds. */
const ROWS_PER_STATEMENT = 2_000

/** Inserts many rows of a table as one JSON parameter a statement: no limit on the number of parameters. */
export async function insertRows<Table extends PgTable>(
  db: Db,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  const { schema, name } = getTableConfig(table)
  const columns = Object.entries(getTableColumns(table))
  const target = sql`${sql.identifier(schema!)}.${sql.identifier(name)}`
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const list = rows.slice(from, from + ROWS_PER_STATEMENT).map((row) => {
      const values = row as Record<string, unknown>
      return Object.fromEntries(columns.map(([key, column]) => [column.name, values[key] ?? null]))
    })
    const text = JSON.stringify(list, (_key, value) => (typeof value === 'bigint' ? value.toString() : value))
    await db.execute(
      sql`insert into ${target} select * from jsonb_populate_recordset(null::${target}, ${text}::jsonb)`,
    )
  }
}
