import type { EvidenceMediaType } from './container.ts'
import { EVIDENCE_LIMITS, type EvidenceLimits } from './limits.ts'
import { readContainer } from './readContainer.ts'
import type { EvidenceHints } from './recognise.ts'

/** What a file is, as its bytes say. */
export type InspectedEvidence = {
  readonly mediaType: EvidenceMediaType
  readonly width: number
  readonly height: number
  /** Whether nothing but the picture is in the file, as {@link cleanEvidence} leaves it. */
  readonly isClean: boolean
}

/**
 * Checks a file that somebody else sent, before it is shown. Decodes nothing, changes nothing.
 *
 * @throws EvidenceRefusedError if it must not be shown.
 * @see docs/specs/evidence.md
 */
export async function inspectEvidence(
  bytes: Uint8Array,
  options: EvidenceHints & Partial<EvidenceLimits> = {},
): Promise<InspectedEvidence> {
  const { mediaType, width, height, bare } = await readContainer(
    bytes,
    { ...EVIDENCE_LIMITS, ...options },
    options,
  )
  const isClean = bare.length === bytes.length && bare.every((byte, at) => byte === bytes[at])
  return { mediaType, width, height, isClean }
}
