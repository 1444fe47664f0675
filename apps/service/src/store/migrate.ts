import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'

const DIRECTORY = new URL('../../migrations/', import.meta.url)
/** The file of the schema that is dropped and made again when it changes. */
const DERIVED = 'derived.sql'
const LOCK = 0x63696e6e

/** Thrown when the database was made by other files than those that are here. */
export class MigrationError extends Error {
  readonly code = 'MIGRATION_REFUSED'
  readonly retryable = false
  readonly file: string
  constructor({ file, reason, cause }: { file: string; reason: string; cause?: unknown }) {
    super(`migration ${file}: ${reason}`, { cause })
    this.name = 'MigrationError'
    this.file = file
  }
}

/**
 * Applies the files `migrations/NNNN_*.sql` in their order, each once, and `derived.sql` whenever it changed.
 * Processes that start together wait for one another.
 *
 * @throws MigrationError if an applied file was changed, is missing, or fails.
 */
export async function migrateDatabase(pool: pg.Pool, directory: URL = DIRECTORY): Promise<void> {
  const files = await readFiles(directory)
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await client.query(
      'create table if not exists cinnabar_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<Applied>(
      'select name, checksum from cinnabar_migrations order by name',
    )
    const pending = decidePending(files, rows)
    for (const file of pending) await applyFile(client, file)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Drops every row of `derived` and makes the schema anew; for the indexer's rebuild. */
export async function recreateDerived(client: pg.ClientBase, directory: URL = DIRECTORY): Promise<void> {
  await client.query('drop schema if exists derived cascade')
  await client.query(await readFile(new URL(DERIVED, directory), 'utf8'))
}

type Applied = { readonly name: string; readonly checksum: string }
type File = Applied & { readonly sql: string }

async function readFiles(directory: URL): Promise<File[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    [...names, DERIVED].map(async (name) => {
      const sql = await readFile(new URL(name, directory), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function decidePending(files: readonly File[], applied: readonly Applied[]): File[] {
  const known = new Map(files.map((file) => [file.name, file]))
  for (const { name, checksum } of applied) {
    if (name === DERIVED) continue
    const file = known.get(name)
    if (!file)
      throw new MigrationError({
        file: name,
        reason: 'was applied but is not here: this program is older than the database',
      })
    if (file.checksum !== checksum)
      throw new MigrationError({
        file: name,
        reason: 'was changed after it was applied: restore it and add a new file',
      })
  }
  const done = new Map(applied.map(({ name, checksum }) => [name, checksum]))
  const last = applied.filter(({ name }) => name !== DERIVED).at(-1)?.name ?? ''
  const pending = files.filter(({ name, checksum }) => done.get(name) !== checksum)
  const late = pending.find(({ name }) => name !== DERIVED && name < last)
  if (late)
    throw new MigrationError({
      file: late.name,
      reason: `comes before ${last}, which is applied already: number it higher`,
    })
  return pending
}

async function applyFile(client: pg.ClientBase, { name, sql, checksum }: File): Promise<void> {
  try {
    if (name === DERIVED) await client.query('drop schema if exists derived cascade')
    await client.query(sql)
  } catch (cause) {
    throw new MigrationError({ file: name, reason: (cause as Error).message, cause })
  }
  await client.query(
    'insert into cinnabar_migrations (name, checksum) values ($1, $2) on conflict (name) do update set checksum = excluded.checksum, applied_at = now()',
    [name, checksum],
  )
}
