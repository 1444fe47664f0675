import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readdir, readFile, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Hex } from '@cinnabar/protocol'

/**
 * Keeps one data key for each order, apart from everything that it seals: a directory, or a KMS behind the same
 * functions. What is destroyed here is gone.
 */
export type DataKeys = {
  /** The order's key; made and durable when there was none. Throws DataKeysUnavailableError. */
  getOrCreate(order: Hex): Promise<Buffer>
  /** The order's key, if there is one. */
  find(order: Hex): Promise<Buffer | undefined>
  /** Destroys it; nothing happens where there is none. */
  destroy(order: Hex): Promise<void>
}

/** Thrown when the key store does not answer: nothing was stored or opened. */
export class DataKeysUnavailableError extends Error {
  readonly code = 'KEY_STORE_UNAVAILABLE'
  readonly retryable = true
  constructor({ directory, cause }: { directory: string; cause: unknown }) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'it does not answer'
    super(`the key store ${directory} cannot be used: ${reason}`, { cause })
    this.name = 'DataKeysUnavailableError'
  }
}

const KEY_BYTES = 32

/**
 * Data keys in a directory, one file an order, for its owner alone. Replicas may share it.
 *
 * @param directory - Not below what is backed up with the database: see docs/guides/backups.md.
 */
export function openDataKeys(directory: string): DataKeys {
  const pathOf = (order: Hex) => join(directory, order.slice(2, 4), `${order.slice(2)}.key`)
  const find = async (order: Hex) => {
    const key = await readFile(pathOf(order)).catch(ignoreMissing)
    if (key === undefined) {
      // A directory that is gone, or not mounted, is no word on whether there was a key.
      await stat(directory)
      return undefined
    }
    if (key.length !== KEY_BYTES) throw new RangeError(`${pathOf(order)} holds no key`)
    return key
  }
  const guard = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    try {
      return await act()
    } catch (cause) {
      throw new DataKeysUnavailableError({ directory, cause })
    }
  }
  return {
    getOrCreate: (order) =>
      guard(async () => {
        const found = await find(order)
        if (found) return found
        const path = pathOf(order)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await writeOnce(path, randomBytes(KEY_BYTES))
        await flush(dirname(path))
        await flush(directory)
        return (await find(order))!
      }),
    find: (order) => guard(() => find(order)),
    destroy: (order) =>
      guard(async () => {
        const path = pathOf(order)
        const file = await open(path, 'r+').catch(ignoreMissing)
        if (!file) return void (await stat(directory))
        try {
          // Written over first: where the file system writes in place, the key is gone from the disk too.
          await file.write(randomBytes(KEY_BYTES), 0, KEY_BYTES, 0)
          await file.sync()
        } finally {
          await file.close()
        }
        await unlink(path).catch(ignoreMissing)
        await flush(dirname(path))
      }),
  }
}

/** Makes the directory of a key store, and opens it. */
export async function createDataKeys(directory: string): Promise<DataKeys> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  return openDataKeys(directory)
}

/** Ids of the orders that have a key. */
export async function listDataKeys(directory: string): Promise<Hex[]> {
  const entries = await readdir(directory, { recursive: true })
  return entries
    .map((entry) => /([0-9a-f]{64})\.key$/.exec(entry)?.[1])
    .filter((id) => id !== undefined)
    .map((id): Hex => `0x${id}`)
    .sort()
}

/** A key is never half there: it is written beside and linked, and who comes second keeps the first one's. */
async function writeOnce(path: string, key: Buffer): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(key)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
}

async function flush(directory: string): Promise<void> {
  const handle = await open(directory)
  await handle.sync()
  await handle.close()
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
