import type { Canaries, Canary } from './canary.ts'
import { DECODERS } from './decoders/index.ts'
import { findUnfolded, foldBytes } from './folding.ts'
import { buildNeedles, type Needle } from './needles.ts'
import { createSearch, type Search } from './search.ts'

/** A canary that came up. */
export type Finding = {
  /** Its name: `recipient.phone`. */
  readonly canary: string
  /** Where it was: a file, a row, a transaction. */
  readonly source: string
  /** From the beginning of the source, in bytes; of what is packed, where it begins. */
  readonly offset: number
  /** How it was written, outermost first: `gzip, base64, text`. */
  readonly form: string
}

/** How often what was decoded is decoded again: base64 in gzip in hexadecimal. */
const DEPTH = 3

type Sought = { readonly needles: readonly Needle[]; readonly search: Search }
type Scanner = { readonly exact: Sought; readonly folded: Sought }

const scanners = new WeakMap<Canaries, Scanner>()

/**
 * Looks for canaries in bytes: as they are, in other encodings of text, hashed without salt, and inside what is
 * encoded or packed, three layers deep.
 *
 * @returns One finding for each canary and form: the first.
 * @throws PackedTooLargeError
 */
export function scanBytes(source: string, bytes: Uint8Array, canaries: Canaries): Finding[] {
  const scanner = getScanner(canaries)
  const findings = new Map<string, Finding>()
  const report = (needle: Needle, via: readonly string[], findOffset: () => number) => {
    const form = [...via, needle.form].join(', ')
    const key = `${needle.canary} ${form}`
    if (findings.has(key)) return
    findings.set(key, { canary: needle.canary, source, offset: findOffset(), form })
  }
  const look = (
    layer: Buffer,
    via: readonly string[],
    isWhole: boolean,
    locate: (offset: number) => number,
  ) => {
    const folded = foldBytes(layer)
    scanner.exact.search(layer, (index, offset) =>
      report(scanner.exact.needles[index]!, via, () => locate(offset)),
    )
    scanner.folded.search(folded, (index, offset) =>
      report(scanner.folded.needles[index]!, via, () => locate(findUnfolded(layer, offset))),
    )
    if (via.length === DEPTH) return
    for (const { name, decode } of DECODERS) {
      for (const decoded of decode(layer, { isWhole })) {
        look(decoded.bytes, [...via, name], decoded.isWhole, (offset) => locate(decoded.locate(offset)))
      }
    }
  }
  look(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), [], true, (offset) => offset)
  return [...findings.values()]
}

/** Looks for canaries in text. */
export function scanText(source: string, text: string, canaries: Canaries): Finding[] {
  return scanBytes(source, Buffer.from(text), canaries)
}

function getScanner(canaries: Canaries): Scanner {
  const known = scanners.get(canaries)
  if (known) return known
  const { exact, folded } = buildNeedles(Object.values(canaries) as Canary[])
  const scanner = { exact: seek(exact), folded: seek(folded) }
  scanners.set(canaries, scanner)
  return scanner
}

function seek(needles: readonly Needle[]): Sought {
  return { needles, search: createSearch(needles.map(({ bytes }) => bytes)) }
}
