import { createHash } from 'node:crypto'
import { decodeHex, keccak256 } from '@cinnabar/protocol'
import type { Canary, TextCanary } from './canary.ts'
import { foldBytes } from './folding.ts'
import { encodeGb18030 } from './gb18030.ts'

/** Bytes whose presence shows a canary, and the form that it then has. */
export type Needle = { readonly canary: string; readonly form: string; readonly bytes: Uint8Array }

export type Needles = {
  /** Compared byte by byte. */
  readonly exact: readonly Needle[]
  /** Folded, and compared with what is folded: see `foldBytes`. */
  readonly folded: readonly Needle[]
}

/** A run of a file is looked for in pieces, since storage may cut it anywhere. */
const PIECE_BYTES = 32
/** Of a hash: one that was cut to so many bytes is still found. */
const HASH_BYTES = 16

const HASHES: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  md5: (bytes) => createHash('md5').update(bytes).digest(),
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha512: (bytes) => createHash('sha512').update(bytes).digest(),
  keccak256: (bytes) => decodeHex(keccak256(bytes)),
}

/** What to look for: each mark in every encoding of text, pieces of files, and unsalted hashes. */
export function buildNeedles(canaries: readonly Canary[]): Needles {
  const exact: Needle[] = []
  const folded: Needle[] = []
  for (const canary of canaries) {
    if ('bytes' in canary) {
      exact.push(...cut(canary.bytes).map((bytes) => ({ canary: canary.name, form: 'bytes', bytes })))
      continue
    }
    exact.push(...listHashes(canary))
    for (const mark of canary.marks) {
      folded.push({ canary: canary.name, form: 'text', bytes: foldBytes(Buffer.from(mark)) })
      if (isAscii(mark)) continue
      const encodings = {
        'utf-16le': Buffer.from(mark, 'utf16le'),
        'utf-16be': Buffer.from(mark, 'utf16le').swap16(),
        gb18030: encodeGb18030(mark),
      }
      for (const [form, bytes] of Object.entries(encodings)) exact.push({ canary: canary.name, form, bytes })
    }
  }
  return { exact, folded }
}

function cut(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(bytes.length / PIECE_BYTES) }, (_, index) =>
    bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  )
}

/** Of the text as it is written, and as people bring it to one form before they hash it. */
function listHashes(canary: TextCanary): Needle[] {
  const { text } = canary
  const written = [text, text.toLowerCase(), text.toUpperCase(), ...canary.marks]
  const bare = text.replace(/[\s\p{P}\p{S}]/gu, '')
  const spellings = new Set(
    [...written, bare, bare.toLowerCase(), text.replace(/\s/g, '')].flatMap((each) => [each, `${each}\n`]),
  )
  return Object.entries(HASHES).flatMap(([form, hash]) =>
    [...spellings].map((spelling) => ({
      canary: canary.name,
      form: `unsalted ${form}`,
      bytes: hash(Buffer.from(spelling)).subarray(0, HASH_BYTES),
    })),
  )
}

function isAscii(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text)
}
