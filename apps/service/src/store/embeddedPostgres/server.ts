import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { EmbeddedPostgresError } from './errors.ts'
import { stopOrphan } from './orphan.ts'
import type { Launch } from './program.ts'
import { removeStaleSocket } from './staleSocket.ts'

export const USER = 'cinnabar'
export const DATABASE = 'postgres'

/** Small: one service, some connections. Durable: fsync, synchronous_commit and full_page_writes stay on. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '40',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  maintenance_work_mem: '16MB',
  work_mem: '4MB',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  timezone: 'UTC',
} as const

/**
 * Becomes the server; a reader of standard input, which ends with this process however it dies, then shuts the
 * server down.
 */
const DIE_WITH_PARENT =
  'exec 3<&0; (read -r _ <&3; kill -INT $$) >/dev/null 2>&1 & exec "$0" "$@" 3<&- </dev/null'

/** Runs the server, and starts it again when it ends by itself. */
export function superviseServer(options: {
  launch: Launch
  postgres: string
  data: string
  socketDirectory: string
  onError: (error: unknown) => void
}) {
  const { launch, postgres, data, socketDirectory, onError } = options
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socketDirectory })
  const args = ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  let child: ChildProcess
  let closing = false
  let ended: Promise<void>

  const start = async () => {
    await removeStaleSocket(socketDirectory)
    const next = launch('/bin/sh', ['-c', DIE_WITH_PARENT, postgres, ...args])
    const said: string[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    let over = false
    const end = (why: string) => {
      if (over) return
      over = true
      resolve()
      if (!closing)
        onError(
          new EmbeddedPostgresError({
            reason: `the database server ended (${why}): ${said.slice(-5).join('').trim()}`,
          }),
        )
    }
    child = next
    ended = promise
    next.stderr?.on('data', (text) => {
      said.push(String(text))
      if (said.length > 50) said.shift()
    })
    next.stdout?.resume()
    next.once('error', (error) => end(error.message))
    next.once('exit', (status, signal) => {
      next.stdin?.destroy()
      end(String(signal ?? status))
    })
    next.stdin?.on('error', () => {})
    await waitUntilReady({ socketDirectory, isOver: () => over, said })
    promise.then(async () => {
      while (!closing) {
        await sleep(200)
        await stopOrphan(data)
        if (
          await start().then(
            () => true,
            (error) => onError(error),
          )
        )
          return
      }
    }, onError)
  }

  return {
    ready: start(),
    pid: () => child.pid,
    async close() {
      closing = true
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      await ended
    },
  }
}

async function waitUntilReady(options: {
  socketDirectory: string
  isOver: () => boolean
  said: readonly string[]
  timeoutMs?: number
}): Promise<void> {
  const { socketDirectory, isOver, said, timeoutMs = 60_000 } = options
  const until = Date.now() + timeoutMs
  while (Date.now() < until) {
    if (isOver())
      throw new EmbeddedPostgresError({
        reason: `the database server did not start: ${said.join('').trim()}`,
      })
    const client = new pg.Client({ host: socketDirectory, user: USER, database: DATABASE })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await sleep(10)
    }
  }
  throw new EmbeddedPostgresError({
    reason: `the database server was not ready within ${timeoutMs} ms: ${said.join('').trim()}`,
  })
}
