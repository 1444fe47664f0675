import { type Container, readAscii } from './container.ts'
import { parseJpeg } from './jpeg.ts'
import { EvidenceRefusedError } from './refusal.ts'
import { findDirectory } from './tiff.ts'

const INDEX_MARK = 'MPF\0'
const ENTRIES_TAG = 0xb002
const ENTRY_BYTES = 16
/** Phones write two or three. */
const MAX_PICTURES = 8

type Span = { readonly from: number; readonly to: number }

/**
 * Takes a JPEG apart to its last byte. After its end marker may stand what phones put there, brightness and depth
 * maps, if the index of the photo names them (CIPA DC-007, 5.2), each is a JPEG by the same strict rules, and
 * between them are only zeros. They are no part of the bare picture.
 *
 * @throws EvidenceRefusedError TRAILING_BYTES, and what {@link parseJpeg} throws.
 */
export function parseWholeJpeg(bytes: Uint8Array): Container {
  const { container, end } = parseJpeg(bytes)
  if (end === bytes.length) return container
  const refusal = new EvidenceRefusedError('TRAILING_BYTES', { found: bytes.length - end })
  const spans = listFurtherPictures(bytes, container.metadata)
  if (spans.length === 0) throw refusal
  const isBlank = (from: number, to: number) => bytes.subarray(from, to).every((byte) => byte === 0)
  const metadata = [...container.metadata]
  let at = end
  for (const { from, to } of spans) {
    const picture = bytes.subarray(from, to)
    const isNext = from >= at && to <= bytes.length && picture[0] === 0xff && picture[1] === 0xd8
    if (!isNext || !isBlank(at, from)) throw refusal
    const further = parseJpeg(picture)
    metadata.push(...further.container.metadata)
    at = from + further.end
  }
  if (!isBlank(at, bytes.length)) throw refusal
  return { ...container, metadata }
}

/** Where the index of a photo says that its further pictures are, in the order of the file. */
function listFurtherPictures(bytes: Uint8Array, metadata: readonly Uint8Array[]): Span[] {
  const segment = metadata.find((body) => readAscii(body, 0, INDEX_MARK.length) === INDEX_MARK)
  const index = segment?.subarray(INDEX_MARK.length)
  const directory = index && findDirectory(index)
  const field = directory?.fields.find(({ tag }) => tag === ENTRIES_TAG)
  if (!index || !directory || !field) return []
  const { view, isLittle } = directory
  const count = field.count / ENTRY_BYTES
  const start = view.getUint32(field.valueAt, isLittle)
  if (!(count >= 2 && count <= MAX_PICTURES) || start + field.count > index.length) return []
  const origin = index.byteOffset - bytes.byteOffset
  // The first entry is the photo itself.
  return Array.from({ length: Math.floor(count) - 1 }, (_, position) => {
    const entry = start + (position + 1) * ENTRY_BYTES
    const from = origin + view.getUint32(entry + 8, isLittle)
    return { from, to: from + view.getUint32(entry + 4, isLittle) }
  }).sort((one, other) => one.from - other.from)
}
