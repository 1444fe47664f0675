import { readAscii, viewOf } from './container.ts'

const ORIENTATION_TAG = 0x0112
const SHORT = 3

/**
 * How a picture is to be turned, by its EXIF (CIPA DC-008, 4.6.5.1.5).
 *
 * @param exif - A TIFF structure, with or without `Exif\0\0` in front.
 * @returns 1 to 8. EXIF that cannot be read turns nothing: it is thrown away afterwards.
 */
export function readOrientation(exif: Uint8Array): number {
  const tiff = readAscii(exif, 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  const order = readAscii(tiff, 0, 4)
  if (order !== 'II*\0' && order !== 'MM\0*') return 1
  const isLittle = order === 'II*\0'
  const view = viewOf(tiff)
  if (tiff.length < 8) return 1
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > tiff.length) return 1
  const count = view.getUint16(directory, isLittle)
  for (let entry = directory + 2; entry < directory + 2 + count * 12; entry += 12) {
    if (entry + 12 > tiff.length) return 1
    if (view.getUint16(entry, isLittle) !== ORIENTATION_TAG) continue
    const value = view.getUint16(entry + 8, isLittle)
    const isPlain = view.getUint16(entry + 2, isLittle) === SHORT && value >= 1 && value <= 8
    return isPlain ? value : 1
  }
  return 1
}
