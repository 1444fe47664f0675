import { brotliDecompressSync, constants, inflateRawSync, zstdDecompressSync } from 'node:zlib'

/** What one packed stream may unpack to. */
export const LARGEST_BYTES = 256 * 1024 * 1024
/** What is no stream shows it within so many bytes. */
const PROBE_BYTES = 512

/** A packed stream holds more than is looked through, so that nothing can be said of it. */
export class PackedTooLargeError extends Error {
  readonly code = 'PACKED_TOO_LARGE'
  readonly retryable = false
  constructor() {
    super(`a packed stream holds more than ${LARGEST_BYTES} bytes`)
    this.name = 'PackedTooLargeError'
  }
}

type Unpack = (bytes: Uint8Array) => Buffer

const maxOutputLength = LARGEST_BYTES
const deflated: Unpack = (bytes) =>
  inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength })
const brotlied: Unpack = (bytes) =>
  brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength })
const zstandard: Unpack = (bytes) =>
  zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush, maxOutputLength })

/** What a stream at the beginning of the bytes holds, as far as it is whole; nothing when there is none. */
export const unpackDeflate = (bytes: Uint8Array) => unpackBeginning(bytes, deflated)
export const unpackZstandard = (bytes: Uint8Array) => unpackBeginning(bytes, zstandard)
/** Streams without a mark: only the whole of the bytes is tried. */
export const tryDeflate = (bytes: Uint8Array) => tryUnpack(bytes, deflated)
export const tryBrotli = (bytes: Uint8Array) => tryUnpack(bytes, brotlied)

function unpackBeginning(bytes: Uint8Array, unpack: Unpack): Buffer | undefined {
  if (tryUnpack(bytes.subarray(0, PROBE_BYTES), unpack) === undefined) return undefined
  const whole = tryUnpack(bytes, unpack)
  if (whole !== undefined) return whole
  let best: Buffer | undefined
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const unpacked = tryUnpack(bytes.subarray(0, middle), unpack)
    if (unpacked === undefined) bad = middle
    else {
      good = middle
      best = unpacked
    }
  }
  return best
}

function tryUnpack(bytes: Uint8Array, unpack: Unpack): Buffer | undefined {
  try {
    const unpacked = unpack(bytes)
    return unpacked.length === 0 ? undefined : unpacked
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new PackedTooLargeError()
    return undefined
  }
}
