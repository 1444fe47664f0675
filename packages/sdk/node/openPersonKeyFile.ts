import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { encodeHex, type Hex } from '@cinnabar/protocol'
import { createRandomRoot } from '../src/index.ts'
import { deriveBytes } from '../src/person/deriveBytes.ts'

const FORMAT = 'cinnabar.person/v1'

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

/**
 * The root of an agent or a shop, from a file that only its owner reads. Where the key must not be in a file, as with a
 * KMS, nothing of this is needed: a `Signer` and a `SealingKeyHolder` are all that the rest of this package asks for.
 *
 * @example createPersonKeys(await openPersonKeyFile('/var/lib/shop/person.json', { create: true }), domain)
 * @param options.create - Makes the file, and its directory, where there is none. A file that is there is never
 * replaced, whoever else makes one at the same time.
 * @returns 32 bytes, for {@link createPersonKeys}.
 * @throws PersonKeyFileError if it is missing, others may read it, or it is no key file or damaged.
 */
export async function openPersonKeyFile(
  path: string,
  { create = false }: { readonly create?: boolean | undefined } = {},
): Promise<Uint8Array> {
  const found = await readKeyFile(path)
  if (found !== undefined) return parseKeyFile(path, found)
  if (!create) throw new PersonKeyFileError({ path, reason: 'is not there' })
  await writeKeyFile(path)
  return openPersonKeyFile(path)
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
function parseKeyFile(path: string, text: string): Uint8Array {
  const { format, root, check } = parse(text) ?? {}
  const isRoot = typeof root === 'string' && /^0x[0-9a-f]{64}$/.test(root)
  if (format !== FORMAT || !isRoot) throw new PersonKeyFileError({ path, reason: 'is no key file' })
  const bytes = Uint8Array.from(Buffer.from(root.slice(2), 'hex'))
  if (checkOf(bytes) !== check) throw new PersonKeyFileError({ path, reason: 'is damaged' })
  return bytes
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Written beside, flushed, and given its name: a key is never half there, and never in the place of another. */
async function writeKeyFile(path: string): Promise<void> {
  const root = createRandomRoot()
  const text = JSON.stringify({ format: FORMAT, root: encodeHex(root), check: checkOf(root) }, null, 2)
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
