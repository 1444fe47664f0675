import type { Decoded, Decoder } from './decoder.ts'
import { tryBrotli, tryDeflate, unpackDeflate, unpackZstandard } from './unpack.ts'

/** gzip (RFC 1952), wherever it begins. */
export const gzip: Decoder = {
  name: 'gzip',
  decode: (bytes) =>
    unpackEach(bytes, Buffer.of(0x1f, 0x8b, 0x08), (at) => {
      const end = findGzipBody(bytes, at)
      return end === undefined ? undefined : unpackDeflate(bytes.subarray(end))
    }),
}

/** zlib (RFC 1950), wherever it begins, with any window. */
export const zlib: Decoder = {
  name: 'zlib',
  *decode(bytes) {
    for (let at = 0; at + 2 < bytes.length; at += 1) {
      const method = bytes[at]!
      if ((method & 0x8f) !== 0x08 || !isZlib(method, bytes[at + 1]!) || !isDeflate(bytes, at + 2)) continue
      const unpacked = unpackDeflate(bytes.subarray(at + 2))
      if (unpacked) yield place(unpacked, at)
    }
  },
}

/** Zstandard (RFC 8878), wherever a frame begins. */
export const zstd: Decoder = {
  name: 'zstd',
  decode: (bytes) =>
    unpackEach(bytes, Buffer.of(0x28, 0xb5, 0x2f, 0xfd), (at) => unpackZstandard(bytes.subarray(at))),
}

/** The entries of zip archives: of whatever has a local header, also without a directory. */
export const zip: Decoder = {
  name: 'zip',
  decode: (bytes) =>
    unpackEach(bytes, Buffer.from('PK\x03\x04', 'latin1'), (at) => {
      if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) return undefined
      const names = bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
      return unpackDeflate(bytes.subarray(at + 30 + names))
    }),
}

/** Brotli and bare deflate have no mark: only what is whole is tried. */
export const unmarked: Decoder = {
  name: 'brotli or deflate',
  *decode(bytes, { isWhole }) {
    if (!isWhole) return
    for (const unpacked of [tryBrotli(bytes), tryDeflate(bytes)]) if (unpacked) yield place(unpacked, 0)
  },
}

function* unpackEach(
  bytes: Buffer,
  mark: Buffer,
  unpack: (at: number) => Buffer | undefined,
): Generator<Decoded> {
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) {
    const unpacked = unpack(at)
    if (unpacked) yield place(unpacked, at)
  }
}

/** What is packed has no offsets of its own outside: it stands where its stream begins. */
function place(bytes: Buffer, at: number): Decoded {
  return { bytes, locate: () => at, isWhole: true }
}

/** The check of its two header bytes, and no preset dictionary. */
function isZlib(method: number, flags: number): boolean {
  return ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0
}

/** Tells most of what is no deflate stream by the head of its first block. */
function isDeflate(bytes: Buffer, at: number): boolean {
  const type = (bytes[at]! >> 1) & 3
  if (type === 3) return false
  if (type !== 0) return true
  return at + 5 <= bytes.length && bytes.readUInt16LE(at + 1) === (~bytes.readUInt16LE(at + 3) & 0xffff)
}

/** Where the deflate stream begins, after the optional fields of the header. */
function findGzipBody(bytes: Buffer, at: number): number | undefined {
  const flags = bytes[at + 3] ?? 0
  let next = at + 10
  if (flags & 4) next += 2 + (next + 2 <= bytes.length ? bytes.readUInt16LE(next) : 0)
  for (const flag of [8, 16]) if (flags & flag) next = bytes.indexOf(0, next) + 1 || bytes.length
  if (flags & 2) next += 2
  return next < bytes.length ? next : undefined
}
