import { rm } from 'node:fs/promises'
import { join } from 'node:path'

const SOCKET = '.s.PGSQL.5432'

/**
 * Removes what a killed server left of its socket. PostgreSQL would do it, unless the number of the killed process
 * still stands for something: a process that nobody has waited for yet is enough, and the server would not start.
 * Call it only when no server runs there: the directory is ours alone, and `stopOrphan` has seen to it.
 */
export async function removeStaleSocket(socketDirectory: string): Promise<void> {
  await rm(join(socketDirectory, `${SOCKET}.lock`), { force: true })
  await rm(join(socketDirectory, SOCKET), { force: true })
}
