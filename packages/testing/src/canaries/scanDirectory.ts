import { lstat, open, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Canaries } from './canary.ts'
import { type Finding, scanBytes, scanText } from './scanBytes.ts'

/** How much of a large file is looked through at once, and how much of that again with the next part. */
const PART_BYTES = 128 * 1024 * 1024
const OVERLAP_BYTES = 8 * 1024 * 1024

/**
 * Looks through every file below a directory, and through their names. Files that vanish meanwhile, as a running
 * database's do, are passed over; what may not be read is an error.
 *
 * @throws PackedTooLargeError, and what the file system says.
 */
export async function scanDirectory(path: string, canaries: Canaries): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const name of await readdir(path)) {
    const inner = join(path, name)
    findings.push(...scanText(`name of ${inner}`, name, canaries))
    const stats = await unlessGone(lstat(inner))
    if (stats?.isDirectory()) findings.push(...((await unlessGone(scanDirectory(inner, canaries))) ?? []))
    if (stats?.isFile()) findings.push(...((await unlessGone(scanFile(inner, canaries))) ?? []))
    if (stats?.isSymbolicLink()) {
      findings.push(...scanText(`target of ${inner}`, (await unlessGone(readlink(inner))) ?? '', canaries))
    }
  }
  return findings
}

/** A large file is looked through in parts, each of which repeats the end of the one before it. */
export async function scanFile(
  path: string,
  canaries: Canaries,
  { partBytes = PART_BYTES, overlapBytes = OVERLAP_BYTES } = {},
): Promise<Finding[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const findings = new Map<string, Finding>()
    for (let start = 0; start < size; start += partBytes - overlapBytes) {
      const part = Buffer.allocUnsafe(Math.min(partBytes, size - start))
      const { bytesRead } = await file.read(part, 0, part.length, start)
      for (const finding of scanBytes(path, part.subarray(0, bytesRead), canaries)) {
        const key = `${finding.canary} ${finding.form}`
        if (!findings.has(key)) findings.set(key, { ...finding, offset: start + finding.offset })
      }
      if (start + partBytes >= size) break
    }
    return [...findings.values()]
  } finally {
    await file.close()
  }
}

async function unlessGone<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
