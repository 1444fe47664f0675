import type { Container } from './container.ts'
import { refuseForeignContent } from './foreign.ts'
import { checkDimensions, type EvidenceLimits } from './limits.ts'
import { checkPackedSize } from './pngRows.ts'
import { parsePng } from './png.ts'
import { checkHints, type EvidenceHints, recognise } from './recognise.ts'
import { EvidenceRefusedError } from './refusal.ts'
import { parseWebp } from './webp.ts'
import { parseWholeJpeg } from './wholeJpeg.ts'

/**
 * The strict check of a file, without decoding it: what it is, whether it keeps the rules of its format to the last
 * byte, how large it is, whether it is anything else besides.
 *
 * @throws EvidenceRefusedError
 */
export async function readContainer(
  given: Uint8Array,
  limits: EvidenceLimits,
  hints: EvidenceHints = {},
): Promise<Container> {
  if (given.length > limits.maxBytes) {
    throw new EvidenceRefusedError('FILE_TOO_LARGE', { found: given.length, limit: limits.maxBytes })
  }
  // A copy, so that what was checked is what is used, whatever the caller does with his bytes meanwhile.
  const bytes = new Uint8Array(given)
  const mediaType = recognise(bytes)
  checkHints(mediaType, hints)
  const container = { 'image/jpeg': parseWholeJpeg, 'image/png': parsePng, 'image/webp': parseWebp }[
    mediaType
  ](bytes)
  checkDimensions(container.width, container.height, limits)
  refuseForeignContent(container.metadata)
  if (container.packed) await checkPackedSize(container.packed.parts, container.packed.size)
  return container
}
