import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCanaries } from './canary.ts'
import { scanDirectory, scanFile } from './scanDirectory.ts'

const canaries = createCanaries()
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-scan-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

it('finds nothing in a clean directory', async () => {
  await writeFile(join(directory, 'clean'), randomBytes(100_000))
  expect(await scanDirectory(directory, canaries)).toEqual([])
})

it('names the file, however deep it lies', async () => {
  const inner = join(directory, 'a/b')
  await mkdir(inner, { recursive: true })
  await writeFile(join(inner, 'log'), `to ${canaries.phone.text}`)
  expect(await scanDirectory(directory, canaries)).toEqual([
    { canary: 'recipient.phone', source: join(inner, 'log'), offset: 7, form: 'text' },
  ])
})

it('looks at the names of files and directories, and where links lead', async () => {
  await writeFile(join(directory, canaries.email.text), '')
  await mkdir(join(directory, canaries.nameChinese.text))
  await symlink(`/nowhere/${canaries.link.marks[0]}`, join(directory, 'link'))
  const found = await scanDirectory(directory, canaries)
  expect(found.map(({ canary, source }) => [canary, source.split(' ')[0]]).sort()).toEqual([
    ['recipient.email', 'name'],
    ['recipient.nameChinese', 'name'],
    ['shop.link', 'target'],
  ])
})

it('finds what lies across the border of two parts of a large file', async () => {
  const path = join(directory, 'large')
  const text = Buffer.from(canaries.address.text)
  for (const offset of [1_000, 3_990, 4_000, 8_180]) {
    const bytes = randomBytes(10_000)
    text.copy(bytes, offset)
    await writeFile(path, bytes)
    const found = await scanFile(path, canaries, { partBytes: 4_000, overlapBytes: 200 })
    expect(found.map(({ canary }) => canary)).toContain('recipient.address')
    expect(Math.abs(found[0]!.offset - offset)).toBeLessThan(text.length)
  }
})

it('throws when a directory is not there to be looked through', async () => {
  await expect(scanDirectory(join(directory, 'nothing'), canaries)).rejects.toThrow('ENOENT')
})
