import { open, rename, rm, writeFile } from 'node:fs/promises'

/** What the journal needs of an open file. Tests put faults here; everything else is the real disk. */
export interface JournalFile {
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
  write(bytes: Buffer, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>
  datasync(): Promise<void>
  truncate(length: number): Promise<void>
  stat(): Promise<{ size: number }>
  close(): Promise<void>
}

/** Opens a file for reading and writing, creating it when `create` is set. */
export type OpenFile = (path: string, options: { create: boolean }) => Promise<JournalFile>

export const openFile: OpenFile = (path, { create }) => open(path, create ? 'wx+' : 'r+', 0o600)

/** Makes a new name in a directory survive a power failure. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** Replaces a file whole: after a crash it is the old one or the new one, never half of each. */
export async function replaceFile(directory: string, name: string, content: string): Promise<void> {
  const temporary = `${directory}/.${name}.${process.pid}.tmp`
  try {
    await writeFile(temporary, content, { mode: 0o600, flush: true })
    await rename(temporary, `${directory}/${name}`)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(directory)
}
