import pg from 'pg'
import type { Canaries } from './canary.ts'
import { type Finding, scanText } from './scanBytes.ts'

const ROWS = 500

type Table = { readonly schema: string; readonly name: string }

/**
 * Looks through every row of every table and materialized view of a PostgreSQL, whatever its schema, and has the
 * server write all it holds to its files, so that these can be looked through too.
 */
export async function scanDatabase(connection: pg.ClientConfig, canaries: Canaries): Promise<Finding[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const findings: Finding[] = []
    for (const table of await listTables(client)) findings.push(...(await scanTable(client, table, canaries)))
    await client.query('checkpoint')
    return findings
  } finally {
    await client.end()
  }
}

async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1, 2`)
  return rows
}

async function scanTable(client: pg.Client, { schema, name }: Table, canaries: Canaries): Promise<Finding[]> {
  const findings: Finding[] = []
  const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
  await client.query('begin read only')
  await client.query(
    `declare every_row no scroll cursor for select t.ctid::text as place, to_jsonb(t)::text as content from ${table} t`,
  )
  for (;;) {
    const { rows } = await client.query<{ place: string; content: string }>(`fetch ${ROWS} from every_row`)
    if (rows.length === 0) break
    for (const { place, content } of rows) {
      findings.push(...scanText(`${schema}.${name}, row ${place}`, content, canaries))
    }
  }
  await client.query('commit')
  return findings
}
