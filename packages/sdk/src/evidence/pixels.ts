import type { Pixels } from './codec.ts'

/**
 * Turns and mirrors pixels so that they need no orientation any more.
 *
 * @param orientation - 1 to 8, as EXIF counts; 5 to 8 swap width and height.
 */
export function orientPixels(image: Pixels, orientation: number): Pixels {
  if (orientation === 1) return image
  const { width, height } = image
  const isTurned = orientation >= 5
  const size = isTurned ? { width: height, height: width } : { width, height }
  const from = new Uint32Array(image.rgba.buffer, image.rgba.byteOffset, width * height)
  const to = new Uint32Array(width * height)
  const mirrorsX = [2, 3, 7, 8].includes(orientation)
  const mirrorsY = [3, 4, 6, 7].includes(orientation)
  let at = 0
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [column, row] = isTurned ? [y, x] : [x, y]
      const fromX = mirrorsX ? width - 1 - column : column
      const fromY = mirrorsY ? height - 1 - row : row
      to[at++] = from[fromY * width + fromX]!
    }
  }
  return { ...size, rgba: new Uint8ClampedArray(to.buffer) }
}

/** Blanks the colours of pixels that are not seen: what an eraser of a drawing program covered is still in them. */
export function blankInvisiblePixels({ rgba }: Pixels): void {
  for (let at = 3; at < rgba.length; at += 4) {
    if (rgba[at] === 0) rgba.fill(0, at - 3, at)
  }
}
