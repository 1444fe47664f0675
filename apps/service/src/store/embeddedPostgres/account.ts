import { chmod, chown, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Who runs PostgreSQL: it refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number }

/**
 * The account that PostgreSQL runs as when this process is root: the owner of files that are there already,
 * else `postgres` or `nobody` of this machine. Nothing when this process is an ordinary user.
 */
export async function decideAccount(directory: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(directory).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find(([user]) => user === name) ?? []
    if (uid && gid && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  return { uid: 65534, gid: 65534 }
}

/** Gives a directory to the account, closed to everybody else. */
export async function giveDirectory(directory: string, account: Account | undefined): Promise<void> {
  if (account) await chown(directory, account.uid, account.gid)
  await chmod(directory, 0o700)
}

/** The first directory above `path` that the account may not walk through. */
export async function findClosedParent(path: string, account: Account): Promise<string | undefined> {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    const { uid, gid, mode } = await stat(parent)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return parent
    if (parent === dirname(parent)) return undefined
  }
}
