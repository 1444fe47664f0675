import { readAscii, viewOf } from './container.ts'

/** A field of a directory: what it is, how many values of which type, and where the value or its offset stands. */
type Field = { readonly tag: number; readonly type: number; readonly count: number; readonly valueAt: number }

/** The first directory of a TIFF structure, as EXIF and multi-picture indexes use it. */
export type Directory = {
  readonly view: DataView
  readonly isLittle: boolean
  readonly fields: readonly Field[]
}

const FIELD_BYTES = 12

/**
 * Reads the first directory of a TIFF structure (TIFF 6.0, section 2). Follows no offset but that to it.
 *
 * @returns Undefined where there is none to be read.
 */
export function findDirectory(tiff: Uint8Array): Directory | undefined {
  const order = readAscii(tiff, 0, 4)
  if ((order !== 'II*\0' && order !== 'MM\0*') || tiff.length < 8) return undefined
  const isLittle = order === 'II*\0'
  const view = viewOf(tiff)
  const start = view.getUint32(4, isLittle) + 2
  if (start > tiff.length) return undefined
  const end = start + view.getUint16(start - 2, isLittle) * FIELD_BYTES
  if (end > tiff.length) return undefined
  const fields: Field[] = []
  for (let at = start; at < end; at += FIELD_BYTES) {
    fields.push({
      tag: view.getUint16(at, isLittle),
      type: view.getUint16(at + 2, isLittle),
      count: view.getUint32(at + 4, isLittle),
      valueAt: at + 8,
    })
  }
  return { view, isLittle, fields }
}
