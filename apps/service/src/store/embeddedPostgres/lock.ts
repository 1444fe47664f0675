import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { EmbeddedPostgresError } from './errors.ts'

type Owner = { readonly pid: number; readonly started: string }

/**
 * Takes a directory for this process, by a file that names it. The file of a process that is gone does not
 * count; a process that only got the same number is told apart by when it started.
 *
 * @throws EmbeddedPostgresError if a process that lives holds it.
 */
export async function takeLock(path: string): Promise<{ release(): Promise<void> }> {
  const mine: Owner = { pid: process.pid, started: await startOf(process.pid) }
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(mine))
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const taken = await link(draft, path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false
          throw error
        },
      )
      if (taken) return { release: () => rm(path, { force: true }) }
      const owner = await readOwner(path)
      if (owner && (await startOf(owner.pid)) === owner.started) {
        throw new EmbeddedPostgresError({
          reason: `process ${owner.pid} uses the database of ${path}: stop it first`,
        })
      }
      await rm(path, { force: true })
    }
    throw new EmbeddedPostgresError({ reason: `${path} cannot be taken` })
  } finally {
    await rm(draft, { force: true })
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** When a process started, in the kernel's ticks since boot, with the boot's own id; '' when it is gone. */
async function startOf(pid: number): Promise<string> {
  const [status, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ])
  const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
  return ticks ? `${boot.trim()}:${ticks}` : ''
}
