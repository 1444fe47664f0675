import type { JournalFile } from './files.ts'
import { FRAME_BYTES, findFrame, MAGIC_BYTES } from './record.ts'

const SECTOR_BYTES = 512

/**
 * Tells a write that a crash cut off from damage done to a finished record.
 *
 * Torn is: the file ends before the record does, or the end of the file from some sector on is zeros (a file
 * system that had grown the file but not yet filled it) and no finished record follows.
 *
 * @param offset - Where the record that cannot be read begins.
 * @param size - Size of the file.
 */
export async function findTornTail(file: JournalFile, offset: number, size: number): Promise<boolean> {
  const tail = Buffer.alloc(Math.min(size - offset, FRAME_BYTES))
  await file.read(tail, 0, tail.length, offset)
  if (tail.length < FRAME_BYTES) return true
  const frame = findFrame(tail)
  if (frame && offset + FRAME_BYTES + frame.bodyBytes > size) return true
  const sector = Math.max(offset, Math.floor((size - 1) / SECTOR_BYTES) * SECTOR_BYTES)
  const rest = Buffer.alloc(size - sector)
  await file.read(rest, 0, rest.length, sector)
  return rest.every((byte) => byte === 0) && !(await hasFrameAfter(file, offset, size))
}

async function hasFrameAfter(file: JournalFile, offset: number, size: number): Promise<boolean> {
  const rest = Buffer.alloc(size - offset)
  await file.read(rest, 0, rest.length, offset)
  for (let at = rest.indexOf(MAGIC_BYTES, 1); at !== -1; at = rest.indexOf(MAGIC_BYTES, at + 1)) {
    if (at + FRAME_BYTES <= rest.length && findFrame(rest.subarray(at, at + FRAME_BYTES))) return true
  }
  return false
}
