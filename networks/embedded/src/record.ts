import { crc32c } from './crc32c.ts'

/** One block as the journal keeps it. Everything else about the block follows from these. */
export interface BlockRecord {
  /** Height of the block; the first record is block 1. */
  height: number
  /** Unix seconds on the ledger. */
  timestamp: number
  /** Seconds by which the demo clock runs ahead of the wall clock since this block; 0 without `--demo`. */
  clockOffset: number
  /** Hash of the block before, `0x` and 64 digits. It thereby also proves what replaying that block must give. */
  parentHash: `0x${string}`
  /** Signed transactions as they were sent, in the block's order. */
  transactions: Uint8Array[]
}

// Frame: magic 4 · body length 4 · height 8 · body crc 4 · head crc 4 · body. The head has a sum of its own, so
// that a damaged length can never make the rest of the journal look like a torn last record.
const MAGIC = 0x434e4231
/** The four bytes that every record begins with. */
export const MAGIC_BYTES = Buffer.from('CNB1')
/** Bytes before a record's body. */
export const FRAME_BYTES = 24
const BODY_FIXED_BYTES = 8 + 8 + 32 + 4
// A finished record never ends in a zero, which is how an unfinished one on a grown file is told from it.
const END = 0xa5

/** Turns a block into the bytes of its journal record. */
export function encodeRecord(record: BlockRecord): Buffer {
  const size = record.transactions.reduce((sum, raw) => sum + 4 + raw.length, BODY_FIXED_BYTES + 1)
  const bytes = Buffer.alloc(FRAME_BYTES + size)
  const body = bytes.subarray(FRAME_BYTES)
  body.writeBigUInt64BE(BigInt(record.timestamp), 0)
  body.writeBigUInt64BE(BigInt(record.clockOffset), 8)
  body.write(record.parentHash.slice(2), 16, 'hex')
  body.writeUInt32BE(record.transactions.length, 48)
  let at = BODY_FIXED_BYTES
  for (const raw of record.transactions) {
    body.writeUInt32BE(raw.length, at)
    body.set(raw, at + 4)
    at += 4 + raw.length
  }
  body[at] = END
  bytes.writeUInt32BE(MAGIC, 0)
  bytes.writeUInt32BE(size, 4)
  bytes.writeBigUInt64BE(BigInt(record.height), 8)
  bytes.writeUInt32BE(crc32c(body), 16)
  bytes.writeUInt32BE(crc32c(bytes.subarray(0, 20)), 20)
  return bytes
}

export interface RecordFrame {
  height: number
  bodyBytes: number
  bodyCrc: number
}

/** Reads a record's frame; undefined when its magic or its own sum is wrong. */
export function findFrame(bytes: Buffer): RecordFrame | undefined {
  if (bytes.readUInt32BE(0) !== MAGIC) return undefined
  if (crc32c(bytes.subarray(0, 20)) !== bytes.readUInt32BE(20)) return undefined
  return {
    height: Number(bytes.readBigUInt64BE(8)),
    bodyBytes: bytes.readUInt32BE(4),
    bodyCrc: bytes.readUInt32BE(16),
  }
}

/** Decodes a record's body; undefined when it does not match the sum in its frame or its own lengths. */
export function findRecord(frame: RecordFrame, body: Buffer): BlockRecord | undefined {
  if (crc32c(body) !== frame.bodyCrc || body.length <= BODY_FIXED_BYTES) return undefined
  const transactions: Uint8Array[] = []
  let at = BODY_FIXED_BYTES
  for (let i = body.readUInt32BE(48); i > 0; i--) {
    if (at + 4 > body.length) return undefined
    const end = at + 4 + body.readUInt32BE(at)
    if (end > body.length) return undefined
    transactions.push(body.subarray(at + 4, end))
    at = end
  }
  if (at !== body.length - 1 || body[at] !== END) return undefined
  return {
    height: frame.height,
    timestamp: Number(body.readBigUInt64BE(0)),
    clockOffset: Number(body.readBigUInt64BE(8)),
    parentHash: `0x${body.toString('hex', 16, 48)}`,
    transactions,
  }
}
