import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embeddedPostgres/start.ts'
import { migrateDatabase } from './migrate.ts'
import { createNotices, type Notices } from './notices.ts'

/** Where queries go: the database, or a transaction of it. */
export type Db = PgDatabase<NodePgQueryResultHKT, Record<string, never>>

/** An open database. Functions of the files beside this one take its `db`, or a transaction's. */
export type Database = {
  readonly db: Db
  readonly pool: pg.Pool
  readonly notices: Notices
  /** Answers whether the database answers, within `timeoutMs`. */
  isReachable(timeoutMs?: number): Promise<boolean>
  /** Process id of the child, when the database is ours. */
  readonly embedded?: EmbeddedPostgres
  close(): Promise<void>
}

export type DatabaseOptions = ({ url: string } | { embedded: { directory: string } }) & {
  /** Connections of the pool; some more are used for locks and notices. */
  connections?: number
  onError?: (error: unknown) => void
}

/** Thrown when the database that was named takes no connection. The address is told, the password never. */
export class DatabaseUnreachableError extends Error {
  readonly code = 'DATABASE_UNREACHABLE'
  readonly retryable = true
  constructor({ url, cause }: { url: string; cause: unknown }) {
    super(
      `PostgreSQL at ${describeAddress(url)} takes no connection: ${describeCause(cause)}. ` +
        'Mend DATABASE_URL or start that server, or unset DATABASE_URL to use a database of our own.',
      { cause },
    )
    this.name = 'DatabaseUnreachableError'
  }
}

/**
 * Opens PostgreSQL and brings its schemas up to date: by address, or as a child process whose files are in a
 * directory. Writes that returned survive a power cut.
 *
 * @throws EmbeddedPostgresError | DatabaseUnreachableError | MigrationError
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  let closing = false
  const onError = (error: unknown) => {
    if (!closing) options.onError?.(error)
  }
  const embedded =
    'embedded' in options ? await startEmbeddedPostgres({ ...options.embedded, onError }) : undefined
  const connection: pg.PoolConfig = embedded
    ? { host: embedded.socketDirectory, user: embedded.user, database: embedded.database }
    : { connectionString: (options as { url: string }).url }
  const pool = new pg.Pool({
    ...connection,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'cinnabar',
  })
  pool.on('error', onError)
  try {
    if ('url' in options) await requireConnection(pool, options.url)
    await migrateDatabase(pool)
  } catch (error) {
    await pool.end()
    await embedded?.close()
    throw error
  }
  const notices = createNotices({ connect: () => new pg.Client(connection), onError })
  return {
    db: drizzle(pool) as unknown as Db,
    pool,
    notices,
    ...(embedded && { embedded }),
    isReachable: (timeoutMs = 2_000) => isReachable(pool, timeoutMs),
    async close() {
      closing = true
      await notices.close()
      await pool.end()
      await embedded?.close()
    },
  }
}

async function requireConnection(pool: pg.Pool, url: string): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (cause) {
    throw new DatabaseUnreachableError({ url, cause })
  }
}

function describeAddress(url: string): string {
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'an address that is no URL'
}

/** A name with several addresses fails with an error for each and no text of its own. */
function describeCause(cause: unknown): string {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  return first instanceof Error ? first.message : String(first)
}

async function isReachable(pool: pg.Pool, timeoutMs: number): Promise<boolean> {
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  )
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, timeoutMs, false)
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer))
}
