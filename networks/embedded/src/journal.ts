import { crc32c } from './crc32c.ts'
import { type JournalFile, type OpenFile, openFile } from './files.ts'
import { type BlockRecord, encodeRecord, FRAME_BYTES, findFrame, findRecord } from './record.ts'
import { findTornTail } from './torn.ts'

/** The journal holds something that no crash explains. Nothing starts on it. */
export class JournalDamagedError extends Error {
  readonly code = 'JOURNAL_DAMAGED'
  readonly retryable = false
  /** Height of the first block that cannot be trusted. */
  readonly height: number
  constructor(height: number, what: string, options?: ErrorOptions) {
    super(`The journal is damaged at height ${height}: ${what}. Restore the directory from a copy.`, options)
    this.height = height
  }
}

/** The disk refused a record. The journal is as it was before; the same block may be appended again later. */
export class JournalWriteError extends Error {
  readonly code = 'JOURNAL_WRITE_FAILED'
  readonly retryable = true
}

const HEAD = Buffer.from('CINNABAR journal 1\n\0')
/** The file's head: magic, chain id, crc. */
export const HEAD_BYTES = HEAD.length + 8 + 4

export interface Journal {
  /** Height of the last record; 0 when there is none. */
  readonly height: number
  readonly transactions: number
  /** What the last record says, for the clock. */
  readonly last: { timestamp: number; clockOffset: number } | undefined
  /** Bytes of an unfinished record that opening dropped. */
  readonly droppedBytes: number
  /** Reads the record of a height. @throws JournalDamagedError */
  getRecord(height: number): Promise<BlockRecord>
  /** What block `height` must hash to, as the record after it says; undefined for the last. */
  findHash(height: number): `0x${string}` | undefined
  /** Writes one record and waits until the disk has it. @throws JournalWriteError and then nothing was kept. */
  append(record: BlockRecord, reached?: (point: 'record.written') => Promise<void>): Promise<void>
  /** Takes the last record away again, durably. Only for a block that nobody was told about. */
  dropLast(): Promise<void>
  /** Tries whether the disk takes `bytes` more. @throws JournalWriteError */
  probe(bytes: number): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a ledger's journal, checks every record in it and drops a torn last one.
 *
 * @param options.create - Make an empty journal; fails when there is one.
 * @throws JournalDamagedError naming the first height that cannot be trusted.
 */
export async function createJournal(options: {
  path: string
  chainId: number
  create: boolean
  open?: OpenFile | undefined
}): Promise<Journal> {
  const file = await (options.open ?? openFile)(options.path, { create: options.create })
  try {
    const head = encodeHead(options.chainId)
    if (options.create) {
      await file.write(head, 0, head.length, 0)
      await file.datasync()
    } else {
      const found = await readAt(file, 0, HEAD_BYTES)
      if (!found.equals(head)) throw new JournalDamagedError(0, 'its head is not that of this chain')
    }
    return await openRecords(file)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function openRecords(file: JournalFile): Promise<Journal> {
  const entries: Entry[] = []
  let end = HEAD_BYTES
  const { size } = await file.stat()
  while (end < size) {
    const height = entries.length + 1
    const read = await findRecordAt(file, end, size)
    if (!read) {
      if (await findTornTail(file, end, size)) break
      throw new JournalDamagedError(height, 'a record there does not match its checksum')
    }
    if (read.record.height !== height) {
      throw new JournalDamagedError(height, `the record found there says height ${read.record.height}`)
    }
    entries.push(toEntry(read.record, end, read.bytes))
    end += read.bytes
  }
  const droppedBytes = size - end
  if (droppedBytes > 0) {
    await file.truncate(end)
    await file.datasync()
  }
  let transactions = entries.reduce((sum, entry) => sum + entry.transactions, 0)

  const restoreEnd = async () => {
    await file.truncate(end)
    await file.datasync()
  }
  const write = async (bytes: Buffer, written?: () => Promise<void>) => {
    try {
      for (let at = 0; at < bytes.length; ) {
        at += (await file.write(bytes, at, bytes.length - at, end + at)).bytesWritten
      }
      await written?.()
      await file.datasync()
    } catch (cause) {
      // What was written in part must be gone before anybody hears that the block was not kept.
      await restoreEnd().catch(() => {})
      throw new JournalWriteError(`The journal could not be written: ${(cause as Error).message}`, { cause })
    }
  }

  return {
    get height() {
      return entries.length
    },
    get transactions() {
      return transactions
    },
    get last() {
      return entries.at(-1)
    },
    droppedBytes,
    async getRecord(height) {
      const entry = entries[height - 1]
      const read = entry && (await findRecordAt(file, entry.offset, entry.offset + entry.bytes))
      if (read?.record.height !== height) throw new JournalDamagedError(height, 'its record cannot be read')
      return read.record
    },
    findHash: (height) => entries[height]?.parentHash,
    async append(record, reached) {
      const bytes = encodeRecord(record)
      await write(bytes, reached && (() => reached('record.written')))
      entries.push(toEntry(record, end, bytes.length))
      end += bytes.length
      transactions += record.transactions.length
    },
    async dropLast() {
      const entry = entries.pop()
      if (!entry) return
      end = entry.offset
      transactions -= entry.transactions
      await restoreEnd()
    },
    async probe(bytes) {
      await write(Buffer.alloc(bytes))
      await restoreEnd()
    },
    close: () => file.close(),
  }
}

interface Entry {
  offset: number
  bytes: number
  timestamp: number
  clockOffset: number
  parentHash: `0x${string}`
  transactions: number
}

function toEntry(record: BlockRecord, offset: number, bytes: number): Entry {
  const { timestamp, clockOffset, parentHash } = record
  return { offset, bytes, timestamp, clockOffset, parentHash, transactions: record.transactions.length }
}

function encodeHead(chainId: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  HEAD.copy(head)
  head.writeBigUInt64BE(BigInt(chainId), HEAD.length)
  head.writeUInt32BE(crc32c(head.subarray(0, HEAD_BYTES - 4)), HEAD_BYTES - 4)
  return head
}

async function findRecordAt(file: JournalFile, offset: number, size: number) {
  if (size - offset < FRAME_BYTES) return undefined
  const frame = findFrame(await readAt(file, offset, FRAME_BYTES))
  if (!frame || offset + FRAME_BYTES + frame.bodyBytes > size) return undefined
  const record = findRecord(frame, await readAt(file, offset + FRAME_BYTES, frame.bodyBytes))
  return record && { record, bytes: FRAME_BYTES + frame.bodyBytes }
}

async function readAt(file: JournalFile, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, position + at)
    if (bytesRead === 0) return bytes.subarray(0, at)
    at += bytesRead
  }
  return bytes
}
