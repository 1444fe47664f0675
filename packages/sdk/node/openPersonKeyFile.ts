import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { encodeHex, type Hex } from '@cinnabar/protocol'
import { createRandomRoot } from '../src/index.ts'
import { deriveBytes } from '../src/person/deriveBytes.ts'

const FORMAT = 'cinnabar.person/v1'
const ROOT_BYTES = 32

/** Thrown for a key file that cannot be used as it is. It repeats nothing of the file. */
export class PersonKeyFileError extends Error {
  readonly code = 'PERSON_KEY_FILE'
  readonly retryable = false
  readonly path: string
  constructor({ path, reason, cause }: { path: string; reason: string; cause?: unknown }) {
    super(`${path}: ${reason}`, { cause })
    this.name = 'PersonKeyFileError'
    this.path = path
  }
}

/** Wraps the root for the file: a KMS or an HSM, by whose `Encrypt` and `Decrypt` the file alone is worth nothing. */
export type KeyWrapper = {
  wrap(root: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

/**
 * The root of an agent or a shop, from a file that only its owner reads: as it is, or wrapped by a KMS.
 *
 * @example createPersonKeys(await openPersonKeyFile('/var/lib/shop/person.json', { create: true }), domain)
 * @param options.wrapper - Wraps and unwraps what is in the file. A file is wrapped from the start or never.
 * @param options.create - Makes the file, and its directory, where there is none. A file that is there is never
 * replaced, whoever else makes one at the same time.
 * @returns 32 bytes, for {@link createPersonKeys}.
 * @throws PersonKeyFileError if it is missing, others may read it, or it is no key file or damaged.
 */
export async function openPersonKeyFile(
  path: string,
  {
    create = false,
    wrapper,
  }: { readonly create?: boolean | undefined; readonly wrapper?: KeyWrapper | undefined } = {},
): Promise<Uint8Array> {
  const found = await readKeyFile(path)
  if (found !== undefined) return parseKeyFile(path, found, wrapper)
  if (!create) throw new PersonKeyFileError({ path, reason: 'is not there' })
  await writeKeyFile(path, wrapper)
  return openPersonKeyFile(path, { wrapper })
}

async function readKeyFile(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new PersonKeyFileError({ path, reason: code === 'ELOOP' ? 'is a link' : 'cannot be read', cause })
  })
  if (!file) return undefined
  try {
    // Of the file that was opened, not of what stands there by now.
    const { mode } = await file.stat()
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) {
      throw new PersonKeyFileError({ path, reason: 'is no file' })
    }
    if ((mode & 0o077) !== 0) {
      throw new PersonKeyFileError({
        path,
        reason: 'may be read by others: chmod 600, and change the key if it was',
      })
    }
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

/** No cause: the parser's message would repeat the text. */
async function parseKeyFile(
  path: string,
  text: string,
  wrapper: KeyWrapper | undefined,
): Promise<Uint8Array> {
  const { format, root, wrapped, check } = parse(text) ?? {}
  const isWrapped = wrapped !== undefined
  const hex = isWrapped ? wrapped : root
  const isHex = typeof hex === 'string' && /^0x([0-9a-f]{2})+$/.test(hex)
  if (format !== FORMAT || !isHex) throw new PersonKeyFileError({ path, reason: 'is no key file' })
  if (isWrapped !== (wrapper !== undefined)) {
    const reason = isWrapped ? 'is wrapped: name what unwraps it' : 'is not wrapped, and a wrapper was named'
    throw new PersonKeyFileError({ path, reason })
  }
  const bytes = Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
  const opened = wrapper ? await unwrap(path, bytes, wrapper) : bytes
  if (opened.length !== ROOT_BYTES) throw new PersonKeyFileError({ path, reason: 'is no key file' })
  if (checkOf(opened) !== check) throw new PersonKeyFileError({ path, reason: 'is damaged' })
  return opened
}

async function unwrap(path: string, wrapped: Uint8Array, wrapper: KeyWrapper): Promise<Uint8Array> {
  try {
    return Uint8Array.from(await wrapper.unwrap(wrapped))
  } catch (cause) {
    throw new PersonKeyFileError({ path, reason: 'could not be unwrapped', cause })
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Written beside, flushed, and given its name: a key is never half there, and never in the place of another. */
async function writeKeyFile(path: string, wrapper: KeyWrapper | undefined): Promise<void> {
  const root = createRandomRoot()
  const kept = wrapper ? { wrapped: encodeHex(await wrapper.wrap(root)) } : { root: encodeHex(root) }
  const text = JSON.stringify({ format: FORMAT, ...kept, check: checkOf(root) }, null, 2)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.new`
  try {
    const file = await open(draft, 'wx', 0o600)
    await file.writeFile(`${text}\n`)
    await file.sync()
    await file.close()
    // Unlike a rename it fails where the name is taken: the key that was first is perhaps in use.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  const directory = await open(dirname(path))
  await directory.sync()
  await directory.close()
}

/** Eight bytes that tell a damaged root from the one that was written. */
function checkOf(root: Uint8Array): Hex {
  return encodeHex(deriveBytes(root, { purpose: 'key file check', size: 8 }))
}
