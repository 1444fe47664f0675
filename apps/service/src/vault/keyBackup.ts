import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Hex, parseHex } from '@cinnabar/protocol'
import type { Db } from '../store/database.ts'
import { findErasure } from '../store/erasures.ts'
import { lockDetails } from '../store/vault.ts'
import { KEY_BACKUP_DAYS } from './certificate.ts'
import { type DataKeys, KEY_BYTES, listDataKeys, openDataKeys } from './dataKeys.ts'
import { destroyFile, ignoreMissing, writeOnce } from './durableFiles.ts'

/** The first line of a backup; a line for each key follows: order, blank, key. */
type Header = {
  readonly format: 'cinnabar.keys/v1'
  readonly madeAt: string
  readonly count: number
  /** SHA-256 of the lines that follow. */
  readonly sha256: string
}

/** Thrown for a file that is no backup of data keys, or not a whole one: no key was put back. */
export class KeyBackupError extends Error {
  readonly code = 'KEY_BACKUP_INVALID'
  readonly retryable = false
  constructor({ path, reason }: { path: string; reason: string }) {
    super(`${path} cannot be restored: ${reason}; no key was put back`)
    this.name = 'KeyBackupError'
  }
}

/** Backups, and what a crash left of one. */
const NAME = /^cinnabar-keys-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.txt(\.[0-9a-f]{12})?$/
/** A day early: with a backup each day, the next one might come a day too late for what certificates promise. */
const KEPT_MS = (KEY_BACKUP_DAYS - 1) * 86_400_000

/**
 * Writes all data keys to one new file for its owner alone, and destroys those backups in its directory that
 * KEY_BACKUP_DAYS forbid to keep. Needs neither database nor ledger, and may run while the service does.
 *
 * @param options.directory - The key store.
 * @param options.to - Where backups are kept; made when it is not there.
 * @returns `unreadable`: orders whose key is damaged, so that it is not in the backup.
 * @throws DataKeysUnavailableError
 */
export async function backUpDataKeys({
  directory,
  to,
  now = new Date(),
}: {
  directory: string
  to: string
  now?: Date
}): Promise<{ path: string; keys: number; unreadable: Hex[]; destroyed: string[] }> {
  const keys = openDataKeys(directory)
  const lines: string[] = []
  const unreadable: Hex[] = []
  for (const order of await listDataKeys(directory)) {
    const key = await keys.find(order).catch(() => null)
    if (key === null) unreadable.push(order)
    // Destroyed since it was listed, when there is none.
    else if (key) lines.push(`${order} ${key.toString('hex')}\n`)
  }
  const body = lines.join('')
  const header: Header = {
    format: 'cinnabar.keys/v1',
    madeAt: now.toISOString(),
    count: lines.length,
    sha256: digest(body),
  }
  await mkdir(to, { recursive: true, mode: 0o700 })
  const path = join(to, `cinnabar-keys-${now.toISOString().replaceAll(/[:.]/g, '-')}.txt`)
  if (!(await writeOnce(path, `${JSON.stringify(header)}\n${body}`))) {
    throw new Error(`${path} is there already`)
  }
  return { path, keys: lines.length, unreadable, destroyed: await destroyOldBackups(to, now) }
}

/** What became of the keys of a backup. */
export type KeyRestoration = {
  readonly restored: number
  /** The store had the same key. */
  readonly there: number
  /** Orders that were erased: their keys stay destroyed. */
  readonly erased: readonly Hex[]
  /** Orders for which the store has another key, which stays. */
  readonly differing: readonly Hex[]
}

/**
 * Puts back the data keys that are missing. Never that of an order whose erasure was begun: its deletion would be
 * undone.
 *
 * @param options.db - The database that belongs to the keys: it knows what was erased.
 * @throws KeyBackupError, DataKeysUnavailableError.
 */
export async function restoreDataKeys({
  db,
  keys,
  path,
}: {
  db: Db
  keys: DataKeys
  path: string
}): Promise<KeyRestoration> {
  const became = { restored: [] as Hex[], there: [] as Hex[], erased: [] as Hex[], differing: [] as Hex[] }
  for (const [order, key] of readBackup(path, await readFile(path, 'utf8'))) {
    const outcome = await db.transaction(async (tx) => {
      // An erasure that comes after finds the key; one that came before was seen.
      await lockDetails(tx, order)
      if (await findErasure(tx, order)) return 'erased'
      if (await keys.put(order, key)) return 'restored'
      return (await keys.find(order))?.equals(key) ? 'there' : 'differing'
    })
    became[outcome].push(order)
  }
  return { ...became, restored: became.restored.length, there: became.there.length }
}

function readBackup(path: string, text: string): [Hex, Buffer][] {
  const header = readHeader(text)
  if (!header) throw new KeyBackupError({ path, reason: 'it is no backup of data keys' })
  const body = text.slice(text.indexOf('\n') + 1)
  const lines = body.split('\n').slice(0, -1)
  if (digest(body) !== header.sha256 || lines.length !== header.count) {
    throw new KeyBackupError({ path, reason: 'it was cut or changed' })
  }
  return lines.map((line) => {
    const [order, key] = line.split(' ')
    return [parseHex(order, 32), Buffer.from(parseHex(`0x${key}`, KEY_BYTES).slice(2), 'hex')]
  })
}

/** Nothing for a file that is no backup. */
function readHeader(text: string): Header | undefined {
  try {
    const header = JSON.parse(text.slice(0, text.indexOf('\n'))) as Header
    return header.format === 'cinnabar.keys/v1' && Date.parse(header.madeAt) > 0 ? header : undefined
  } catch {
    return undefined
  }
}

/** @returns The names of what was destroyed. */
async function destroyOldBackups(directory: string, now: Date): Promise<string[]> {
  const destroyed: string[] = []
  for (const name of (await readdir(directory)).filter((entry) => NAME.test(entry)).sort()) {
    const path = join(directory, name)
    const header = readHeader((await readFile(path, 'utf8').catch(ignoreMissing)) ?? '')
    if (!header || now.getTime() - Date.parse(header.madeAt) <= KEPT_MS) continue
    if (await destroyFile(path)) destroyed.push(name)
  }
  return destroyed
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
