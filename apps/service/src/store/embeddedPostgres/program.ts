import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Account, findClosedParent } from './account.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedPostgresError } from './errors.ts'

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv']

/**
 * Starts programs of PostgreSQL as the account that they need. Their standard input stays open as long as this
 * process lives.
 */
export type Launch = (program: string, args: readonly string[]) => ChildProcess

/**
 * When root's files lie in a directory that nobody else may enter (`/root`), the account gets the capability
 * to walk through it; its user id stays an ordinary one.
 *
 * @throws EmbeddedPostgresError if the account cannot reach the files.
 */
export async function createLaunch({
  binaries,
  directory,
  account,
}: {
  binaries: Binaries
  directory: string
  account: Account | undefined
}): Promise<Launch> {
  const env = {
    PATH: '/usr/bin:/bin',
    LD_LIBRARY_PATH: binaries.libraries,
    LC_ALL: 'C',
    TZ: 'UTC',
    HOME: directory,
  }
  const stdio: ['pipe', 'pipe', 'pipe'] = ['pipe', 'pipe', 'pipe']
  if (!account) return (program, args) => spawn(program, args, { cwd: directory, env, stdio, detached: true })
  const closed =
    (await findClosedParent(directory, account)) ?? (await findClosedParent(binaries.postgres, account))
  if (!closed) {
    return (program, args) => spawn(program, args, { cwd: directory, env, stdio, detached: true, ...account })
  }
  const setpriv = SETPRIV.find((path) => existsSync(path))
  if (!setpriv) {
    throw new EmbeddedPostgresError({
      reason: `PostgreSQL does not run as root, and user ${account.uid} may not enter ${closed}: allow it (chmod o+x), use another directory, or run as an ordinary user`,
    })
  }
  const become = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ]
  return (program, args) =>
    spawn(setpriv, [...become, program, ...args], { cwd: directory, env, stdio, detached: true })
}

/** Runs a program to its end. Throws EmbeddedPostgresError with what it said. */
export async function runProgram(launch: Launch, program: string, args: readonly string[]): Promise<void> {
  const child = launch(program, args)
  const said: string[] = []
  child.stdout?.on('data', (text) => said.push(String(text)))
  child.stderr?.on('data', (text) => said.push(String(text)))
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', resolve)
  const status = await promise
  if (status !== 0)
    throw new EmbeddedPostgresError({ reason: `${program} ended with ${status}: ${said.join('').trim()}` })
}
