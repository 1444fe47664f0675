import { createHash } from 'node:crypto'
import { access, lstat, mkdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { type Account, decideAccount, giveDirectory } from './account.ts'
import { prepareBinaries } from './binaries.ts'
import { EmbeddedPostgresError } from './errors.ts'
import { takeLock } from './lock.ts'
import { stopOrphan } from './orphan.ts'
import { createLaunch, type Launch, runProgram } from './program.ts'

export { EmbeddedPostgresError } from './errors.ts'

/** A PostgreSQL server of our own. */
export type EmbeddedPostgres = {
  readonly socketDirectory: string
  readonly user: string
  readonly database: string
  /** Process id of the server that runs now; changes when it had to be started again. */
  pid(): number | undefined
  /** Stops the server as a shutdown does: nothing is left to recover. */
  close(): Promise<void>
}

const USER = 'cinnabar'
const DATABASE = 'postgres'
/** Bytes that a socket's address holds. */
const SOCKET_LIMIT = 107
const SOCKET_FILE = '.s.PGSQL.5432'

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
 * Starts PostgreSQL on a unix socket, with its files in `directory`; makes them at first use. A server that
 * a killed process left behind is stopped first. The server is started again when it ends by itself.
 *
 * @throws EmbeddedPostgresError if another process uses the directory, or the server does not start.
 */
export async function startEmbeddedPostgres({
  directory,
  onError = () => {},
}: {
  directory: string
  onError?: (error: unknown) => void
}): Promise<EmbeddedPostgres> {
  const home = resolve(directory)
  const data = join(home, 'data')
  await mkdir(home, { recursive: true })
  const account = await decideAccount(home)
  await giveDirectory(home, account)
  const lock = await takeLock(join(home, 'owner.json'))
  try {
    const binaries = await prepareBinaries(join(home, 'lib'))
    const launch = await createLaunch({ binaries, directory: home, account })
    await stopOrphan(data)
    if (!(await exists(join(data, 'PG_VERSION'))))
      await initialize({ launch, initdb: binaries.initdb, home, data, account })
    const socketDirectory = await prepareSocket(home, account)
    const server = superviseServer({ launch, postgres: binaries.postgres, data, socketDirectory, onError })
    await server.ready.catch(async (error) => {
      await server.close()
      throw error
    })
    return {
      socketDirectory,
      user: USER,
      database: DATABASE,
      pid: server.pid,
      async close() {
        await server.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** `initdb` in a place of its own, renamed when it is complete: an interrupted one leaves nothing behind. */
async function initialize(options: {
  launch: Launch
  initdb: string
  home: string
  data: string
  account: Account | undefined
}): Promise<void> {
  const { launch, initdb, home, data, account } = options
  const fresh = join(home, 'data.new')
  await rm(fresh, { recursive: true, force: true })
  await rm(data, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await giveDirectory(fresh, account)
  const flags = ['--auth=trust', `--username=${USER}`, '--encoding=UTF8', '--locale=C', '--no-instructions']
  await runProgram(launch, initdb, ['-D', fresh, ...flags])
  await rename(fresh, data)
}

async function prepareSocket(home: string, account: Account | undefined): Promise<string> {
  if (join(home, SOCKET_FILE).length <= SOCKET_LIMIT) return home
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const directory = join(tmpdir().length > 60 ? '/tmp' : tmpdir(), `cinnabar-${name}`)
  await mkdir(directory, { recursive: true })
  const { uid } = await stat(directory)
  const mine = [process.getuid?.(), account?.uid]
  if (!mine.includes(uid)) throw new EmbeddedPostgresError({ reason: `${directory} belongs to another user` })
  await giveDirectory(directory, account)
  return directory
}

function superviseServer(options: {
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
    const next = launch(postgres, args)
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
    next.once('exit', (status, signal) => end(String(signal ?? status)))
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

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
