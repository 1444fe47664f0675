import { readAscii } from './container.ts'
import { EvidenceRefusedError } from './refusal.ts'

/** Text that a browser or a server would run, in any case of letters. */
const MARKUP = ['<?php', '<script', '<html', '<svg', '<iframe', '<!doctype']

/** How other formats begin, or, as a ZIP, end. */
const SIGNATURES: Readonly<Record<string, string>> = {
  ZIP: 'PK\x03\x04',
  'ZIP directory': 'PK\x05\x06',
  PDF: '%PDF-',
  GIF: 'GIF8',
  RAR: 'Rar!\x1a\x07',
  '7z': '7z\xbc\xaf\x27\x1c',
  ELF: '\x7fELF',
}

/**
 * Refuses a picture that is at the same time a file of another kind, by what stands outside its pixels.
 *
 * @throws EvidenceRefusedError FOREIGN_CONTENT
 */
export function refuseForeignContent(metadata: readonly Uint8Array[]): void {
  for (const part of metadata) {
    const text = readAscii(part)
    const lower = text.toLowerCase()
    const found =
      MARKUP.find((word) => lower.includes(word)) ??
      Object.keys(SIGNATURES).find((name) => text.includes(SIGNATURES[name]!))
    if (found) throw new EvidenceRefusedError('FOREIGN_CONTENT', { found })
  }
}
