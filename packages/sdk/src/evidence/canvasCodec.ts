import type { ImageCodec } from './codec.ts'
import { EvidenceRefusedError } from './refusal.ts'

/** Of JPEG and WebP, as a canvas counts. */
const QUALITY = 0.9
const PROBE_SIDE = 64

/** Thrown when no codec was given where there is no canvas. */
export class CodecMissingError extends Error {
  readonly code = 'CODEC_MISSING'
  readonly retryable = false
  constructor() {
    super('there is no canvas here: pass a codec, in Node that of createNodeCodec of @cinnabar/sdk/node')
    this.name = 'CodecMissingError'
  }
}

/**
 * Thrown where a canvas does not give back what was drawn on it: protection against fingerprints disturbs it, or it
 * is larger than this browser can. The evidence would show something else than the picture.
 */
export class CanvasUnfaithfulError extends Error {
  readonly code = 'CANVAS_UNFAITHFUL'
  readonly retryable = false
  constructor() {
    super(
      'this browser changes pictures that a page draws: allow this page to read canvases, or make the picture smaller',
    )
    this.name = 'CanvasUnfaithfulError'
  }
}

/** The browser's own codec, by canvas: needs no WebAssembly, so it works under a strict content security policy. */
export const canvasCodec: ImageCodec = {
  async decode(bytes, mediaType) {
    if (typeof OffscreenCanvas === 'undefined') throw new CodecMissingError()
    const bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType }), {
      premultiplyAlpha: 'none',
    }).catch((cause: unknown) => {
      throw new EvidenceRefusedError('UNDECODABLE', {}, cause)
    })
    const { width, height } = bitmap
    const context = openContext(width, height)
    context.drawImage(bitmap, 0, 0)
    bitmap.close()
    return { width, height, rgba: context.getImageData(0, 0, width, height).data }
  },
  async encode({ width, height, rgba }, mediaType) {
    const context = openContext(width, height)
    context.putImageData(new ImageData(rgba, width, height), 0, 0)
    const blob = await context.canvas.convertToBlob({ type: mediaType, quality: QUALITY })
    return new Uint8Array(await blob.arrayBuffer())
  },
}

function openContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // Drawn by the processor: pixels that come from a graphics card differ from one to the next.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context || !isFaithful(context, width, height)) throw new CanvasUnfaithfulError()
  return context
}

/** Draws a pattern in the last corner and looks whether it is there. */
function isFaithful(context: OffscreenCanvasRenderingContext2D, width: number, height: number): boolean {
  const size = { width: Math.min(width, PROBE_SIDE), height: Math.min(height, PROBE_SIDE) }
  const corner = [width - size.width, height - size.height] as const
  const pattern = Uint8ClampedArray.from({ length: size.width * size.height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 37) & 255,
  )
  context.putImageData(new ImageData(pattern, size.width, size.height), ...corner)
  const seen = context.getImageData(...corner, size.width, size.height).data
  context.clearRect(0, 0, width, height)
  return seen.every((value, at) => value === pattern[at])
}
