import { type EvidenceMediaType, readAscii, viewOf } from './container.ts'
import { EvidenceRefusedError } from './refusal.ts'
import type { EvidenceRefusalCode } from './refusalWords.ts'

/** What the sender says that the file is. */
export type EvidenceHints = {
  /** The name of the file. Its ending must agree with the content. */
  readonly name?: string | undefined
  /** The media type that was declared. Must agree with the content; empty is none. */
  readonly type?: string | undefined
}

const ENDINGS: Readonly<Record<EvidenceMediaType, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
}

const HEIF_BRANDS = /^(hei[cfmsx]|hev[cmsx]|mif[12]|msf1|avi[fs])/
/** How much of a file is looked at for what its format allows to stand further in. */
const HEAD_BYTES = 1024

/**
 * What a file is, by its content alone.
 *
 * @throws EvidenceRefusedError that names the format when it is another one.
 */
export function recognise(bytes: Uint8Array): EvidenceMediaType {
  const head = readAscii(bytes, 0, HEAD_BYTES)
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (bytes[0] === 0x89 && head.startsWith('PNG', 1)) return 'image/png'
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp'
  throw new EvidenceRefusedError(nameFormat(head, bytes))
}

function nameFormat(head: string, bytes: Uint8Array): EvidenceRefusalCode {
  if (head.startsWith('GIF8')) return 'FORMAT_GIF'
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return 'FORMAT_TIFF'
  if (head.startsWith('ftyp', 4) && HEIF_BRANDS.test(head.slice(8))) return 'FORMAT_HEIC'
  if (head.includes('%PDF-')) return 'FORMAT_PDF'
  const text = readText(head, bytes)
  if (/<svg[\s>:]/i.test(text)) return 'FORMAT_SVG'
  if (/<(!doctype html|html|head|body|script|iframe|meta)[\s>]/i.test(text)) return 'FORMAT_HTML'
  return 'FORMAT_UNKNOWN'
}

function readText(head: string, bytes: Uint8Array): string {
  const mark = viewOf(bytes.slice(0, 2))
  const order = mark.byteLength === 2 ? mark.getUint16(0) : 0
  if (order !== 0xfeff && order !== 0xfffe) return head
  return new TextDecoder(order === 0xfeff ? 'utf-16be' : 'utf-16le').decode(bytes.slice(0, 2 * HEAD_BYTES))
}

/**
 * Compares what the sender says with what the file is.
 *
 * @throws EvidenceRefusedError NAME_MISMATCH, TYPE_MISMATCH
 */
export function checkHints(mediaType: EvidenceMediaType, { name, type }: EvidenceHints): void {
  const declared = type?.toLowerCase().replace(/^image\/p?jpe?g$/, 'image/jpeg')
  if (declared && declared !== mediaType) {
    throw new EvidenceRefusedError('TYPE_MISMATCH', { found: type, limit: mediaType })
  }
  const ending = /\.([^./\\]*)$/.exec(name ?? '')?.[1]
  if (ending !== undefined && !ENDINGS[mediaType].includes(ending.toLowerCase())) {
    throw new EvidenceRefusedError('NAME_MISMATCH', { found: ending, limit: mediaType })
  }
}
