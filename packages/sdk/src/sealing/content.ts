import { decodeHex, encodeHex, type Hex } from '@cinnabar/protocol'
import { SealedDetailError } from './errors.ts'

/** What is sealed under a field: bytes, and the salt of their commitment. */
export type SealedContent = { readonly salt: Hex; readonly bytes: Uint8Array }

const VERSION = 1
const HEAD_BYTES = 1 + 32 + 4
const SMALLEST = 256
const LARGEST_POWER = 65_536

/**
 * Version (1) ‖ salt (32) ‖ length (4, big-endian) ‖ bytes ‖ zeros. The zeros fill up to a power of two, 256 at least
 * and beyond 64 KiB to a multiple of that, so that the size of what is sealed tells little.
 *
 * @see docs/specs/details.md, What is sealed, and to what it is bound
 */
export function encodeContent({ salt, bytes }: SealedContent): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(paddedSize(HEAD_BYTES + bytes.length))
  content[0] = VERSION
  content.set(decodeHex(salt), 1)
  new DataView(content.buffer).setUint32(33, bytes.length)
  content.set(bytes, HEAD_BYTES)
  return content
}

/** @throws SealedDetailError CONTENT_INVALID for anything that `encodeContent` did not write. */
export function decodeContent(content: Uint8Array, field: string): SealedContent {
  const refuse = () => new SealedDetailError({ code: 'CONTENT_INVALID', field })
  if (content.length < SMALLEST || content[0] !== VERSION) throw refuse()
  const size = new DataView(content.buffer, content.byteOffset).getUint32(33)
  const end = HEAD_BYTES + size
  if (content.length !== paddedSize(end) || content.subarray(end).some((byte) => byte !== 0)) throw refuse()
  return { salt: encodeHex(content.subarray(1, 33)), bytes: content.slice(HEAD_BYTES, end) }
}

function paddedSize(size: number): number {
  if (size > LARGEST_POWER) return Math.ceil(size / LARGEST_POWER) * LARGEST_POWER
  let padded = SMALLEST
  while (padded < size) padded *= 2
  return padded
}
