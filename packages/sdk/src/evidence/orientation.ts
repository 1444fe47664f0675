import { readAscii } from './container.ts'
import { findDirectory } from './tiff.ts'

const ORIENTATION_TAG = 0x0112
const SHORT = 3

/**
 * How a picture is to be turned, by its EXIF (CIPA DC-008, 4.6.5.1.5).
 *
 * @param exif - A TIFF structure, with or without `Exif\0\0` in front.
 * @returns 1 to 8. EXIF that cannot be read turns nothing: it is thrown away afterwards.
 */
export function readOrientation(exif: Uint8Array): number {
  const directory = findDirectory(readAscii(exif, 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif)
  const field = directory?.fields.find(({ tag }) => tag === ORIENTATION_TAG)
  if (!directory || field?.type !== SHORT) return 1
  const value = directory.view.getUint16(field.valueAt, directory.isLittle)
  return value >= 1 && value <= 8 ? value : 1
}
