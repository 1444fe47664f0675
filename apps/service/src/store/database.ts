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

/**
 * Opens PostgreSQL and brings its schemas up to date: by address, or as a child process whose files are in a
 * directory. Writes that returned survive a power cut.
 *
 * @throws EmbeddedPostgresError, MigrationError, or what pg throws when nothing answers at `url`.
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

async function isReachable(pool: pg.Pool, timeoutMs: number): Promise<boolean> {
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  )
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, timeoutMs, false)
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer))
}
