import { mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenFile } from './files.ts'
import { createJournal, HEAD_BYTES, type Journal } from './journal.ts'
import { lockDirectory } from './lock.ts'
import { drawChainId, EPHEMERAL_CHAIN_ID, findPin, type Pin, PinError } from './pin.ts'

/** A ledger's directory, opened by this process alone. */
export interface LedgerDirectory {
  path: string
  chainId: number
  /** Undefined until the first start has found the genesis hash. */
  pin: Pin | undefined
  journal: Journal
  close(): Promise<void>
}

/**
 * Opens or makes a ledger's directory.
 *
 * @param options.isEphemeral - A directory of its own that is removed again, on the chain id of development tools.
 * @throws DirectoryLockedError | PinError | JournalDamagedError
 */
export async function openDirectory(options: {
  directory: string | undefined
  isEphemeral: boolean
  open?: OpenFile | undefined
}): Promise<LedgerDirectory> {
  const path = await makeDirectory(options)
  const lock = await lockDirectory(path)
  try {
    const pin = await findPin(path)
    const journalPath = join(path, 'journal')
    const isThere = await stat(journalPath).then(
      ({ size }) => size > 0,
      () => false,
    )
    if (pin && !isThere)
      throw new PinError(
        `${path} has a ledger.json and no journal: its blocks are lost. Restore the directory from a copy.`,
      )
    if (!pin && isThere) await setAsideUnpinned(path, journalPath)
    if (!pin) await rm(journalPath, { force: true })
    const chainId = pin?.chainId ?? (options.isEphemeral ? EPHEMERAL_CHAIN_ID : drawChainId())
    const journal = await createJournal({ path: journalPath, chainId, create: !pin, open: options.open })
    return {
      path,
      chainId,
      pin,
      journal,
      async close() {
        await journal.close()
        lock.unlock()
        if (options.isEphemeral) await rm(path, { recursive: true, force: true })
      },
    }
  } catch (error) {
    lock.unlock()
    throw error
  }
}

async function makeDirectory(options: {
  directory: string | undefined
  isEphemeral: boolean
}): Promise<string> {
  if (options.isEphemeral) return mkdtemp(join(tmpdir(), 'cinnabar-ledger-'))
  if (!options.directory) throw new PinError('A ledger needs a directory, unless it is ephemeral.')
  await mkdir(options.directory, { recursive: true, mode: 0o700 })
  return realpath(options.directory)
}

/** A first start that was cut off leaves a journal without blocks; with blocks, the pin was lost. */
async function setAsideUnpinned(path: string, journalPath: string): Promise<void> {
  const { size } = await stat(journalPath)
  if (size <= HEAD_BYTES) return
  throw new PinError(`${path} has a journal with blocks and no ledger.json. Restore ledger.json from a copy.`)
}
