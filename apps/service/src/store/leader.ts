import type pg from 'pg'
import type { Database } from './database.ts'

const LOCK = 0x6c656164
const RETRY_MS = 1_000

/** What only one process of several does. */
export type Duty = { start(): void | Promise<void>; stop(): Promise<void> }

export type Leadership = {
  isLeader(): boolean
  /** Gives the lead up. */
  close(): Promise<void>
}

/**
 * Holds the duty while this process has the lock of the database, which ends with its connection: when the
 * process dies, another takes over.
 */
export function createLeadership({
  database,
  duty,
  onError,
}: {
  database: Database
  duty: Duty
  onError: (error: unknown) => void
}): Leadership {
  let client: pg.PoolClient | undefined
  let closed = false
  let leading = false
  let rest = Promise.withResolvers<void>()

  const pause = (ms: number) => {
    rest = Promise.withResolvers()
    const timer = setTimeout(rest.resolve, ms)
    return rest.promise.finally(() => clearTimeout(timer))
  }
  const campaign = async () => {
    while (!closed) {
      const broken = Promise.withResolvers<void>()
      try {
        client = await database.pool.connect()
        client.on('error', () => broken.resolve())
        client.on('end', () => broken.resolve())
        const won = await tryLock(client)
        if (won && !closed) {
          leading = true
          await duty.start()
          await Promise.race([broken.promise, untilClosed.promise])
        }
      } catch (error) {
        if (!closed) onError(error)
      }
      if (leading) await duty.stop().catch(onError)
      leading = false
      client
        ?.removeAllListeners('error')
        .removeAllListeners('end')
        .on('error', () => {})
      client?.release(true)
      client = undefined
      if (!closed) await pause(RETRY_MS)
    }
  }
  const untilClosed = Promise.withResolvers<void>()
  const running = campaign()

  return {
    isLeader: () => leading,
    async close() {
      closed = true
      untilClosed.resolve()
      rest.resolve()
      await running
    },
  }
}

async function tryLock(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ won: boolean }>('select pg_try_advisory_lock($1) as won', [LOCK])
  return rows[0]!.won
}
