import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError } from './errors.ts'

/**
 * Stops a server that outlived the process it belonged to, as a shutdown would. A stale `postmaster.pid` of a
 * server that is gone is removed.
 *
 * @param data - PostgreSQL's data directory.
 */
export async function stopOrphan(data: string, { timeoutMs = 20_000 } = {}): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!pid) return
  if (!(await isServerOf(pid, data))) return rm(file, { force: true })
  process.kill(pid, 'SIGINT')
  const quitAt = Date.now() + timeoutMs / 2
  const until = Date.now() + timeoutMs
  let quit = false
  while (await isServerOf(pid, data)) {
    if (Date.now() > until) {
      throw new EmbeddedPostgresError({
        reason: `a database server (process ${pid}) still uses ${data} and does not stop`,
      })
    }
    if (!quit && Date.now() > quitAt) {
      quit = true
      process.kill(pid, 'SIGQUIT')
    }
    await sleep(10)
  }
}

/** Whether the process is a PostgreSQL server of this data directory, and not another that got its number. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  if (command !== undefined) {
    const words = command.split('\0')
    return words[0]!.endsWith('/postgres') && words.includes(data)
  }
  if (process.platform === 'linux') return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
