import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { encodeHex } from '@cinnabar/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPersonKeys } from '../src/index.ts'
import { DOMAIN } from '../test/fakeService.ts'
import { type KeyWrapper, openPersonKeyFile, PersonKeyFileError } from './openPersonKeyFile.ts'

describe('a key file', () => {
  let directory: string
  let path: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'person-'))
    path = join(directory, 'keys', 'person.json')
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('is made once, for its owner only, and then read', async () => {
    const root = await openPersonKeyFile(path, { create: true })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(directory, 'keys'))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(directory, 'keys'))).toEqual(['person.json'])
    expect(await openPersonKeyFile(path)).toEqual(root)
    expect(await openPersonKeyFile(path, { create: true })).toEqual(root)
    expect(createPersonKeys(root, DOMAIN).orderAccount(0).address).toMatch(/^0x/)
    expect(await openPersonKeyFile(join(directory, 'other.json'), { create: true })).not.toEqual(root)
  })

  it('holds nothing readable where a KMS wraps it', async () => {
    const wrapper = createKms()
    const root = await openPersonKeyFile(path, { create: true, wrapper })
    expect(await readFile(path, 'utf8')).not.toContain(encodeHex(root).slice(2))
    expect(await openPersonKeyFile(path, { wrapper })).toEqual(root)
    await expect(openPersonKeyFile(path)).rejects.toThrow('is wrapped')
    await expect(openPersonKeyFile(path, { wrapper: createKms() })).rejects.toThrow('could not be unwrapped')
    const plain = join(directory, 'plain.json')
    await openPersonKeyFile(plain, { create: true })
    await expect(openPersonKeyFile(plain, { wrapper })).rejects.toThrow('is not wrapped')
  })

  it('is one, however many make it at once', async () => {
    const roots = await Promise.all(
      Array.from({ length: 12 }, () => openPersonKeyFile(path, { create: true })),
    )
    expect(new Set(roots.map(encodeHex)).size).toBe(1)
    expect(await openPersonKeyFile(path)).toEqual(roots[0])
    expect(await readdir(join(directory, 'keys'))).toEqual(['person.json'])
  })

  it('is not made unasked', async () => {
    await expect(openPersonKeyFile(path)).rejects.toThrow('is not there')
    expect(await readdir(directory)).toEqual([])
  })

  it('is refused when others may read it', async () => {
    await openPersonKeyFile(path, { create: true })
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(path, mode)
      await expect(openPersonKeyFile(path, { create: true })).rejects.toThrow('chmod 600')
    }
    await chmod(path, 0o400)
    await openPersonKeyFile(path)
  })

  it('is refused when it is a link or a directory', async () => {
    await openPersonKeyFile(path, { create: true })
    const pointer = join(directory, 'pointer.json')
    await symlink(path, pointer)
    await expect(openPersonKeyFile(pointer)).rejects.toThrow('is a link')
    await mkdir(join(directory, 'folder'), { mode: 0o700 })
    await expect(openPersonKeyFile(join(directory, 'folder'))).rejects.toThrow('is no file')
    await link(path, join(directory, 'same.json'))
    expect(await openPersonKeyFile(join(directory, 'same.json'))).toEqual(await openPersonKeyFile(path))
  })

  it('is refused when it is damaged, and the error repeats nothing of it', async () => {
    const digits = encodeHex(await openPersonKeyFile(path, { create: true })).slice(2)
    const text = await readFile(path, 'utf8')
    const changed = digits.replace(/^./, digits[0] === '0' ? '1' : '0')
    for (const [wrong, reason] of [
      [text.replace(digits, changed), 'is damaged'],
      [text.replace(digits, digits.slice(2)), 'is no key file'],
      [text.replace('person/v1', 'person/v2'), 'is no key file'],
      [text.slice(0, -8), 'is no key file'],
      [digits, 'is no key file'],
      ['null', 'is no key file'],
      ['', 'is no key file'],
    ] as const) {
      await writeFile(path, wrong)
      const error = await openPersonKeyFile(path).catch((refused: unknown) => refused)
      expect(error).toBeInstanceOf(PersonKeyFileError)
      expect(error).toMatchObject({ path, message: `${path}: ${reason}` })
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain(digits.slice(4, 20))
      expect(await readFile(path, 'utf8')).toBe(wrong)
    }
  })
})

/** What a KMS does: it encrypts and decrypts under a key that stays within. */
function createKms(): KeyWrapper {
  const key = randomBytes(32)
  return {
    async wrap(root) {
      const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12))
      return Buffer.concat([cipher.update(root), cipher.final(), cipher.getAuthTag()])
    },
    async unwrap(wrapped) {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12))
      decipher.setAuthTag(wrapped.subarray(-16))
      return Buffer.concat([decipher.update(wrapped.subarray(0, -16)), decipher.final()])
    },
  }
}
