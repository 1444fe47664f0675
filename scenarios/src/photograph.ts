import type { ImageCodec } from '@cinnabar/sdk'

const [WIDTH, HEIGHT] = [64, 48]

/**
 * A small photograph as a phone makes it: a picture, and a comment beside it in the file. What the comment says must
 * not leave the device.
 */
export async function takePhotograph(codec: ImageCodec, comment: string): Promise<Uint8Array> {
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const [x, y] = [pixel % WIDTH, Math.floor(pixel / WIDTH)]
    rgba.set([x * 4, y * 5, (x * y) % 256, 255], pixel * 4)
  }
  const picture = await codec.encode({ width: WIDTH, height: HEIGHT, rgba }, 'image/jpeg')
  const text = new TextEncoder().encode(comment)
  const size = text.length + 2
  // After the start of the image: a comment segment (ITU T.81, B.2.4.5).
  return new Uint8Array([
    ...picture.subarray(0, 2),
    0xff,
    0xfe,
    size >> 8,
    size & 0xff,
    ...text,
    ...picture.subarray(2),
  ])
}
