import { readFile } from 'node:fs/promises'
import { replaceFile } from './files.ts'

/**
 * The head as of the last orderly end, in `head.json`. Every block's hash is in the record after it; this file has
 * the one of the last block. It is a check that may be missing, and is ignored once the journal goes further.
 */
export interface LastHead {
  height: number
  hash: `0x${string}`
}

export async function findLastHead(directory: string): Promise<LastHead | undefined> {
  try {
    return JSON.parse(await readFile(`${directory}/head.json`, 'utf8')) as LastHead
  } catch {
    return undefined
  }
}

/** Writes the head down; a full disk only costs the check. */
export async function writeLastHead(directory: string, { height, hash }: LastHead): Promise<void> {
  await replaceFile(directory, 'head.json', `${JSON.stringify({ height, hash })}\n`).catch(() => {})
}
