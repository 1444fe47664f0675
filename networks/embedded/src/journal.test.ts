import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeTestDirectory } from '../test/directory.ts'
import { type OpenFile, openFile } from './files.ts'
import { createJournal, HEAD_BYTES, JournalDamagedError, JournalWriteError } from './journal.ts'
import { type BlockRecord, encodeRecord, FRAME_BYTES } from './record.ts'

const chainId = 4_242
const hashOf = (height: number) => `0x${height.toString(16).padStart(64, 'a')}` as const

function makeRecord(height: number): BlockRecord {
  const transactions = Array.from({ length: height % 3 }, (_, i) => Buffer.alloc(100 + i, height))
  return {
    height,
    timestamp: 1_800_000_000 + height,
    clockOffset: 7,
    parentHash: hashOf(height - 1),
    transactions,
  }
}

async function writeJournal(blocks: number): Promise<{ path: string; bytes: Buffer }> {
  const path = join(await makeTestDirectory(), 'journal')
  const journal = await createJournal({ path, chainId, create: true })
  for (let height = 1; height <= blocks; height++) await journal.append(makeRecord(height))
  await journal.close()
  return { path, bytes: await readFile(path) }
}

const open = (path: string, openWith?: OpenFile) =>
  createJournal({ path, chainId, create: false, open: openWith })

it('reads back what was appended', async () => {
  const { path } = await writeJournal(5)
  const journal = await open(path)
  expect(journal).toMatchObject({ height: 5, transactions: 6, droppedBytes: 0 })
  expect(journal.last).toMatchObject({ timestamp: 1_800_000_005, clockOffset: 7 })
  expect(await journal.getRecord(4)).toEqual(makeRecord(4))
  expect(journal.findHash(3)).toBe(hashOf(3))
  expect(journal.findHash(5)).toBeUndefined()
  await journal.close()
})

it('drops a torn last record wherever it was cut, and goes on from there', async () => {
  const { path, bytes } = await writeJournal(4)
  const whole = bytes.length - encodeRecord(makeRecord(4)).length
  for (let size = whole + 1; size < bytes.length; size += 7) {
    await writeFile(path, bytes.subarray(0, size))
    const journal = await open(path)
    expect(journal).toMatchObject({ height: 3, droppedBytes: size - whole })
    await journal.append(makeRecord(4))
    await journal.close()
    expect(await readFile(path)).toEqual(bytes)
  }
})

it('drops a torn last record of which a growing file shows only zeros', async () => {
  const { path, bytes } = await writeJournal(3)
  const grown = Buffer.concat([bytes, encodeRecord(makeRecord(4)).subarray(0, 60), Buffer.alloc(2_000)])
  await writeFile(path, grown)
  const journal = await open(path)
  expect(journal).toMatchObject({ height: 3, droppedBytes: 2_060 })
  await journal.close()
})

describe('damage', () => {
  const fields = {
    magic: 0,
    'body length': 6,
    height: 15,
    'body checksum': 16,
    'frame checksum': 22,
    timestamp: FRAME_BYTES + 7,
    'clock offset': FRAME_BYTES + 15,
    'parent hash': FRAME_BYTES + 20,
    'transaction count': FRAME_BYTES + 51,
    'transaction length': FRAME_BYTES + 55,
    transaction: FRAME_BYTES + 60,
  }
  for (const [field, offset] of Object.entries(fields)) {
    it.each([
      ['a record in the middle', 2],
      ['the last record', 4],
    ])(`of the ${field} in %s is named with its height, and the file is left alone`, async (_, height) => {
      const { path, bytes } = await writeJournal(4)
      let at = HEAD_BYTES
      for (let before = 1; before < height; before++) at += encodeRecord(makeRecord(before)).length
      bytes[at + offset]! ^= 0x10
      await writeFile(path, bytes)
      await expect(open(path)).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED', height })
      expect(await readFile(path)).toEqual(bytes)
    })
  }

  it('of the head is height 0', async () => {
    const { path, bytes } = await writeJournal(2)
    bytes[3]! ^= 1
    await writeFile(path, bytes)
    await expect(open(path)).rejects.toMatchObject({ height: 0 })
    await expect(createJournal({ path, chainId: 1, create: false })).rejects.toThrow(JournalDamagedError)
  })

  it('is what a missing record is', async () => {
    const { path, bytes } = await writeJournal(3)
    const first = encodeRecord(makeRecord(1)).length
    await writeFile(path, Buffer.concat([bytes.subarray(0, HEAD_BYTES), bytes.subarray(HEAD_BYTES + first)]))
    await expect(open(path)).rejects.toMatchObject({
      height: 1,
      message: expect.stringContaining('says height 2'),
    })
  })

  it('in the middle is not taken for a torn record because the end is torn too', async () => {
    const { path, bytes } = await writeJournal(4)
    bytes[HEAD_BYTES + FRAME_BYTES + 3]! ^= 1
    await writeFile(path, bytes)
    await appendFile(path, Buffer.alloc(3_000))
    await expect(open(path)).rejects.toMatchObject({ height: 1 })
  })
})

it.each(['ENOSPC', 'EFBIG'])(
  'keeps nothing of a record that the disk refuses with %s, and takes it later',
  async (code) => {
    const { path, bytes } = await writeJournal(2)
    let left = Number.POSITIVE_INFINITY
    const openFull: OpenFile = async (name, options) => {
      const file = await openFile(name, options)
      const { write } = file
      return Object.assign(file, {
        async write(buffer: Buffer, from: number, length: number, position: number) {
          const taken = Math.min(length, left)
          if (taken === 0) throw Object.assign(new Error(`${code}: no space`), { code })
          left -= taken
          return write.call(file, buffer, from, taken, position)
        },
      })
    }
    const journal = await open(path, openFull)
    left = 50
    await expect(journal.append(makeRecord(3))).rejects.toThrow(JournalWriteError)
    expect(await readFile(path)).toEqual(bytes)
    expect(journal.height).toBe(2)
    left = Number.POSITIVE_INFINITY
    await journal.append(makeRecord(3))
    await journal.close()
    const again = await open(path)
    expect(again.height).toBe(3)
    await again.close()
  },
)

it('takes the last record away again', async () => {
  const { path, bytes } = await writeJournal(2)
  const journal = await open(path)
  await journal.append(makeRecord(3))
  await journal.dropLast()
  expect(journal).toMatchObject({ height: 2, transactions: 3 })
  await journal.close()
  expect(await readFile(path)).toEqual(bytes)
  await truncate(path, bytes.length)
})
