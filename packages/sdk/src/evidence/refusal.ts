import type { Locale } from '@cinnabar/protocol'
import { type EvidenceRefusalCode, REFUSAL_WORDS, type RefusalParts } from './refusalWords.ts'

/**
 * A file is no evidence as it stands. The same file is refused again; `mend` says what helps.
 *
 * @see docs/specs/evidence.md
 */
export class EvidenceRefusedError extends Error {
  readonly code: EvidenceRefusalCode
  readonly retryable = false
  /** What was found and what is allowed, where that is a number or a name. */
  readonly parts: RefusalParts
  constructor(code: EvidenceRefusalCode, parts: RefusalParts = {}, cause?: unknown) {
    const { what, mend } = REFUSAL_WORDS.en[code](parts)
    super(`${what} ${mend}`, { cause })
    this.name = 'EvidenceRefusedError'
    this.code = code
    this.parts = parts
  }
}

/** A refusal in words: what is wrong with the file, and what to do. */
export function describeEvidenceRefusal(
  error: EvidenceRefusedError,
  locale: Locale = 'en',
): { readonly what: string; readonly mend: string } {
  return REFUSAL_WORDS[locale][error.code](error.parts)
}
