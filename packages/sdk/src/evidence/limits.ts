import { EvidenceRefusedError } from './refusal.ts'

/** How large evidence may be. */
export type EvidenceLimits = {
  /** Of the file as it is given, and of the cleaned one. */
  readonly maxBytes: number
  readonly maxPixels: number
  /** Of either side, in pixels. */
  readonly maxSide: number
}

/** 10 MiB, 40 megapixels, 16,384 pixels a side. */
export const EVIDENCE_LIMITS: EvidenceLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxPixels: 40_000_000,
  maxSide: 16_384,
}

/** Refuses a picture that would take too much memory once it is decoded. */
export function checkDimensions(width: number, height: number, { maxPixels, maxSide }: EvidenceLimits): void {
  if (Math.max(width, height) > maxSide) {
    throw new EvidenceRefusedError('SIDE_TOO_LONG', { found: `${width} × ${height}`, limit: maxSide })
  }
  if (width * height > maxPixels) {
    throw new EvidenceRefusedError('PIXELS_TOO_MANY', { found: width * height, limit: maxPixels })
  }
}
