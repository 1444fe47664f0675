import type { ImageCodec } from '@cinnabar/sdk'

const [WIDTH, HEIGHT] = [64, 48]
const APP1 = 0xe1
const COMMENT = 0xfe

/**
 * A small photograph as a phone makes it: a picture, and a description beside it in the file, as Exif and as a comment.
 * What that says must not leave the device.
 */
export async function takePhotograph(codec: ImageCodec, description: string): Promise<Uint8Array> {
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const [x, y] = [pixel % WIDTH, Math.floor(pixel / WIDTH)]
    rgba.set([x * 4, y * 5, (x * y) % 256, 255], pixel * 4)
  }
  const picture = await codec.encode({ width: WIDTH, height: HEIGHT, rgba }, 'image/jpeg')
  const text = Buffer.from(description)
  // After the start of the image (ITU T.81, B.2.4).
  return Uint8Array.from(
    Buffer.concat([
      picture.subarray(0, 2),
      createSegment(APP1, encodeExif(text)),
      createSegment(COMMENT, text),
      picture.subarray(2),
    ]),
  )
}

function createSegment(marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** The smallest Exif there is: a TIFF header and one directory of one entry, `ImageDescription` (Exif 2.32, 4.6.4). */
function encodeExif(text: Uint8Array): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('II*\0')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x010e, 10)
  // Of type ASCII; behind the directory, with the zero that ends it.
  tiff.writeUInt16LE(2, 12)
  tiff.writeUInt32LE(text.length + 1, 14)
  tiff.writeUInt32LE(tiff.length, 18)
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, text, Buffer.alloc(1)])
}
