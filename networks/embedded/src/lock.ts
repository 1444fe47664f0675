import { readFile, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

/** Another process has this directory open. */
export class DirectoryLockedError extends Error {
  readonly code = 'DIRECTORY_LOCKED'
  readonly retryable = true
}

/**
 * Takes a directory for this process alone.
 *
 * Node has no file locks of its own, SQLite has: the operating system gives this one back when the process ends,
 * however it ends, so there is no stale lock to judge by its age or by a pid that someone else may have by now.
 *
 * @throws DirectoryLockedError naming the process that has it, when that is known.
 */
export async function lockDirectory(directory: string): Promise<{ unlock(): void }> {
  const database = new DatabaseSync(`${directory}/lock`)
  try {
    database.exec('PRAGMA busy_timeout = 200; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw cause
    const owner = await readFile(`${directory}/lock-owner`, 'utf8').catch(() => 'unknown')
    throw new DirectoryLockedError(
      `The ledger in ${directory} is already open in another process (pid ${owner.trim()}). Stop that one, or choose another directory.`,
      { cause },
    )
  }
  // A full disk must not keep the ledger from starting for reading; the owner's name is for people only.
  await writeFile(`${directory}/lock-owner`, `${process.pid}\n`).catch(() => {})
  return { unlock: () => database.close() }
}

const SQLITE_BUSY = 5
