import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Hex } from '@cinnabar/protocol'
import { destroyFile, flush, ignoreMissing, writeOnce } from './durableFiles.ts'

/**
 * Keeps one data key for each order, apart from everything that it seals: a directory, or a KMS behind the same
 * functions. What is destroyed here is gone.
 */
export type DataKeys = {
  /** The order's key; made and durable when there was none. Throws DataKeysUnavailableError. */
  getOrCreate(order: Hex): Promise<Buffer>
  /** The order's key, if there is one. */
  find(order: Hex): Promise<Buffer | undefined>
  /** Puts a key back from a backup, unless the order has one. @returns Whether it did. */
  put(order: Hex, key: Buffer): Promise<boolean>
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

/** Thrown when an order has sealed rows and the key store has no key for it: it is empty, or another one's. */
export class DataKeyMissingError extends Error {
  readonly code = 'KEY_STORE_UNAVAILABLE'
  readonly retryable = true
  constructor({ order }: { order: Hex }) {
    super(
      `the key store has no key of order ${order}, which is not erased: is it the right one, and mounted?`,
    )
    this.name = 'DataKeyMissingError'
  }
}

export const KEY_BYTES = 32

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
  /** Whoever comes second keeps the first one's. */
  const put = async (order: Hex, key: Buffer) => {
    const path = pathOf(order)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const isPut = await writeOnce(path, key)
    await flush(directory)
    return isPut
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
        await put(order, randomBytes(KEY_BYTES))
        return (await find(order))!
      }),
    find: (order) => guard(() => find(order)),
    put: (order, key) => guard(() => put(order, key)),
    destroy: (order) =>
      guard(async () => {
        if (!(await destroyFile(pathOf(order)))) await stat(directory)
      }),
  }
}

/** Where the data keys are unless something else is said. */
export function keyDirectoryIn(dataDirectory: string): string {
  return join(dataDirectory, 'vault-keys')
}

/** Makes the directory of a key store, and opens it. */
export async function createDataKeys(directory: string): Promise<DataKeys> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  return openDataKeys(directory)
}

/** Ids of the orders that have a key. Throws DataKeysUnavailableError. */
export async function listDataKeys(directory: string): Promise<Hex[]> {
  const entries = await readdir(directory, { recursive: true }).catch((cause) => {
    throw new DataKeysUnavailableError({ directory, cause })
  })
  return entries
    .map((entry) => /([0-9a-f]{64})\.key$/.exec(entry)?.[1])
    .filter((id) => id !== undefined)
    .map((id): Hex => `0x${id}`)
    .sort()
}
