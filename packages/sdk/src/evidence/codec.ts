import type { EvidenceMediaType } from './container.ts'

/** A picture as pixels. */
export type Pixels = {
  readonly width: number
  readonly height: number
  /** Row by row from the top, four bytes a pixel: red, green, blue, alpha; not premultiplied; sRGB. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

/**
 * Turns files into pixels and back. What it is given to decode has passed the strict check and carries no
 * metadata; what it encodes is checked again, and stripped of whatever it wrote beside the pixels.
 */
export type ImageCodec = {
  readonly decode: (bytes: Uint8Array<ArrayBuffer>, mediaType: EvidenceMediaType) => Promise<Pixels>
  /** May answer with another of the three types when it cannot write this one. */
  readonly encode: (image: Pixels, mediaType: EvidenceMediaType) => Promise<Uint8Array<ArrayBuffer>>
}
