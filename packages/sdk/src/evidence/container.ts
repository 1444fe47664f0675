import { EvidenceRefusedError } from './refusal.ts'

/** Segments or chunks of one file. Honest ones have some hundreds; the reading of each takes time. */
const MAX_PARTS = 20_000

/** What evidence may be. */
export type EvidenceMediaType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A file taken apart by the rules of its format, nothing of it decoded yet. */
export type Container = {
  readonly mediaType: EvidenceMediaType
  readonly width: number
  readonly height: number
  /** How the pixels are to be turned, 1 to 8, as EXIF counts. */
  readonly orientation: number
  /** The same picture as a file that holds nothing but what its pixels need. */
  readonly bare: Uint8Array<ArrayBuffer>
  /** All the rest that was in the file. */
  readonly metadata: readonly Uint8Array[]
  /** Of a PNG: its packed rows, and how many bytes they must unpack to. */
  readonly packed?: { readonly parts: readonly Uint8Array<ArrayBuffer>[]; readonly size: number }
}

/** Refuses a file that is cut into so many segments or chunks that reading them is all the harm. */
export function checkPartCount(found: number): void {
  if (found > MAX_PARTS) throw new EvidenceRefusedError('PARTS_TOO_MANY', { found, limit: MAX_PARTS })
}

/** Bytes one after the other, as one. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Bytes as text in which each byte is one character; ASCII reads as itself. */
export function readAscii(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return new TextDecoder('latin1').decode(bytes.slice(from, to))
}

/** Big and little endian numbers of some bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
