import { canvasCodec } from './canvasCodec.ts'
import type { ImageCodec, Pixels } from './codec.ts'
import type { Container, EvidenceMediaType } from './container.ts'
import { EVIDENCE_LIMITS, type EvidenceLimits } from './limits.ts'
import { blankInvisiblePixels, orientPixels } from './pixels.ts'
import { readContainer } from './readContainer.ts'
import type { EvidenceHints } from './recognise.ts'
import { EvidenceRefusedError } from './refusal.ts'

export type CleanOptions = EvidenceHints &
  Partial<EvidenceLimits> & {
    /** The browser's own when left out. In Node: `createNodeCodec` of `@cinnabar/sdk/node`. */
    readonly codec?: ImageCodec | undefined
  }

/** A picture of which nothing is left but what it shows. */
export type CleanedEvidence = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: EvidenceMediaType
  readonly width: number
  readonly height: number
}

/**
 * Makes a picture fit to be evidence: checks it, draws it, and writes it anew from its pixels, upright and without
 * place, time, device, thumbnail, colour profile, remarks or anything else that was in the file.
 *
 * @returns The new file; the same one for the same picture and codec.
 * @throws EvidenceRefusedError
 * @throws CodecMissingError outside browsers, when no codec is given.
 * @throws CanvasUnfaithfulError in a browser that would change the picture.
 * @see docs/specs/evidence.md
 */
export async function cleanEvidence(bytes: Uint8Array, options: CleanOptions = {}): Promise<CleanedEvidence> {
  const limits = { ...EVIDENCE_LIMITS, ...options }
  const codec = options.codec ?? canvasCodec
  const given = await readContainer(bytes, limits, options)
  const image = orientPixels(await decode(codec, given), given.orientation)
  blankInvisiblePixels(image)
  const written = await readContainer(await codec.encode(image, given.mediaType), limits)
  const { bare, mediaType, width, height } = written
  if (width !== image.width || height !== image.height) throw new EvidenceRefusedError('UNDECODABLE')
  return { bytes: bare, mediaType, width, height }
}

async function decode(codec: ImageCodec, { bare, mediaType, width, height }: Container): Promise<Pixels> {
  const image = await codec.decode(bare, mediaType)
  const isWhole = image.width === width && image.height === height && image.rgba.length === width * height * 4
  if (!isWhole) throw new EvidenceRefusedError('UNDECODABLE')
  return image
}
