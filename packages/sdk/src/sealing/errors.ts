const REASONS = {
  KEY_WRONG: 'it was not sealed to this key, or it belongs to another order, field or version',
  CIPHERTEXT_WRONG: 'its ciphertext was cut, changed or exchanged; ask its holder to seal it again',
  CONTENT_INVALID: 'what was sealed there is no content of a field',
  COMMITMENT_WRONG: 'what was sealed is not what was committed to: somebody lies about this field',
  KEY_MISSING: 'it was sealed to another of your keys; pass the older ones too',
  READER_KEY_INVALID: 'the key to seal to is no usable X25519 key; let the reader publish another one',
  READER_KEY_MISSING: 'the reader has published no key; let it call setKey first',
  NOT_HELD: 'it is not among what this key can open, so it cannot be disclosed',
} as const

/** Thrown where a sealed detail cannot be sealed, opened or disclosed. Never says what the detail is. */
export class SealedDetailError extends Error {
  readonly code: keyof typeof REASONS
  readonly retryable = false
  readonly field: string
  constructor({ code, field, cause }: { code: keyof typeof REASONS; field: string; cause?: unknown }) {
    super(`${field}: ${REASONS[code]}`, { cause })
    this.name = 'SealedDetailError'
    this.code = code
    this.field = field
  }
}
