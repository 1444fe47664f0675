import { randomBytes } from 'node:crypto'
import { link, open, rm, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file for its owner alone, which is never half there: it is written beside and linked.
 *
 * @returns Whether it was written: what stands at that path already stays as it is.
 */
export async function writeOnce(path: string, content: Uint8Array | string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  const isWritten = await link(draft, path).then(() => true, ignoreExisting)
  await rm(draft)
  await flush(dirname(path))
  return isWritten
}

/**
 * Destroys a file, or does nothing where there is none. It is written over first: where the file system writes in
 * place, its content is gone from the disk too.
 *
 * @returns Whether there was one.
 */
export async function destroyFile(path: string): Promise<boolean> {
  const file = await open(path, 'r+').catch(ignoreMissing)
  if (!file) return false
  try {
    const { size } = await file.stat()
    await file.write(randomBytes(size), 0, size, 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await unlink(path).catch(ignoreMissing)
  await flush(dirname(path))
  return true
}

/** Makes the names in a directory durable. */
export async function flush(directory: string): Promise<void> {
  const handle = await open(directory)
  await handle.sync()
  await handle.close()
}

/** For `catch`: a file that is not there is no error. */
export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function ignoreExisting(error: NodeJS.ErrnoException): false {
  if (error.code !== 'EEXIST') throw error
  return false
}
