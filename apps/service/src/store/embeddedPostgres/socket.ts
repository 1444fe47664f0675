import { createHash } from 'node:crypto'
import { lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, giveDirectory } from './account.ts'
import { EmbeddedPostgresError } from './errors.ts'

/** Bytes that a socket's address holds. */
const SOCKET_LIMIT = 107
const SOCKET_FILE = '.s.PGSQL.5432'

/** The directory of the server's socket: beside the data, or a short one where the system has no room for the name. */
export async function prepareSocket(home: string, account: Account | undefined): Promise<string> {
  if (join(home, SOCKET_FILE).length <= SOCKET_LIMIT) return home
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const directory = join(tmpdir().length > 60 ? '/tmp' : tmpdir(), `cinnabar-${name}`)
  await mkdir(directory, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const found = await lstat(directory)
  const mine = [process.getuid?.(), account?.uid]
  if (!found.isDirectory() || !mine.includes(found.uid)) {
    throw new EmbeddedPostgresError({ reason: `${directory} belongs to another user: remove it` })
  }
  await giveDirectory(directory, account)
  return directory
}
