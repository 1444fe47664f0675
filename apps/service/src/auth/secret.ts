import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Thrown for a secret that is too short to be one. */
export class SecretError extends Error {
  readonly code = 'SECRET_INVALID'
  readonly retryable = false
  constructor({ path }: { path: string }) {
    super(`${path} holds less than 32 bytes in hexadecimal: remove it, and everybody signs in again`)
    this.name = 'SecretError'
  }
}

/** The secret that signs cookies: made once, readable by its owner only. */
export async function openFileSecret(path: string): Promise<string> {
  const kept = await readSecret(path)
  if (kept !== undefined) return kept
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true })
  // Whoever links first has made it; the other reads that one.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return (await readSecret(path))!
}

async function readSecret(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text !== undefined && !/^[0-9a-f]{64,}$/.test(text.trim())) throw new SecretError({ path })
  return text?.trim()
}
