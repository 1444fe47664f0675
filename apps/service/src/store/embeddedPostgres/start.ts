import { access, mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Account, decideAccount, giveDirectory } from './account.ts'
import { prepareBinaries } from './binaries.ts'
import { takeLock } from './lock.ts'
import { stopOrphan } from './orphan.ts'
import { createLaunch, type Launch, runProgram } from './program.ts'
import { DATABASE, superviseServer, USER } from './server.ts'
import { prepareSocket } from './socket.ts'

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
        if (socketDirectory !== home) await rm(socketDirectory, { recursive: true, force: true })
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

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
