import { concatHex, type Hex, hashText, keccak256, parseHex } from '../bytes.ts'

/** One detail of an order: a name, an address, a link. Whoever knows the salt can show that it was agreed to. */
export type Detail = {
  /** What it is, such as `recipient.address`: see {@link checkField}. */
  readonly field: string
  readonly value: string
  /** 32 random bytes, never used twice: without it nobody can try out values. */
  readonly salt: Hex
}

/** The most bytes of a value in UTF-8. */
export const MAX_VALUE_BYTES = 4_096
/** The most details of an order. */
export const MAX_DETAILS = 64

/** Thrown for a detail that cannot be committed to; `field` names it. */
export class DetailError extends Error {
  readonly code = 'DETAIL_INVALID'
  readonly retryable = false
  readonly field: string
  constructor({ field, reason }: { field: string; reason: string }) {
    super(`${field}: ${reason}`)
    this.name = 'DetailError'
    this.field = field
  }
}

const FIELD = /^[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+){0,3}$/

/**
 * Refuses what is no field: words of letters and digits, joined by dots, 64 characters at most. The name of a field is
 * not sealed, so it says what kind of thing it is and nothing about the person.
 *
 * @throws DetailError
 */
export function checkField(field: string): void {
  if (typeof field === 'string' && FIELD.test(field) && field.length <= 64) return
  const shown = typeof field === 'string' ? field.slice(0, 64) : typeof field
  throw new DetailError({
    field: shown,
    reason: 'a field is 1 to 4 words such as recipient.address, 64 characters at most',
  })
}

/**
 * The commitment to bytes under a field: keccak256(0x00 ‖ salt ‖ keccak256(field) ‖ keccak256(bytes)).
 *
 * @throws DetailError for a bad field or salt.
 * @see docs/specs/details.md
 */
export function commitBytes({ field, salt, bytes }: { field: string; salt: Hex; bytes: Uint8Array }): Hex {
  checkField(field)
  return keccak256(concatHex('0x00', parseSalt(field, salt), hashText(field), keccak256(bytes)))
}

/** The commitment to a detail. Throws DetailError. */
export function commitDetail({ field, value, salt }: Detail): Hex {
  return commitBytes({ field, salt, bytes: encodeValue(field, value) })
}

/** The bytes of a value. Throws DetailError if it is too long or no well-formed text. */
export function encodeValue(field: string, value: string): Uint8Array {
  if (typeof value !== 'string' || !value.isWellFormed()) {
    throw new DetailError({ field, reason: 'the value is no well-formed text' })
  }
  const bytes = new TextEncoder().encode(value)
  if (bytes.length <= MAX_VALUE_BYTES) return bytes
  throw new DetailError({
    field,
    reason: `the value has ${bytes.length} bytes, of at most ${MAX_VALUE_BYTES}`,
  })
}

/** The text of a value's bytes. Throws DetailError if they are none. */
export function decodeValue(field: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new DetailError({ field, reason: 'its bytes are no text' })
  }
}

/** A salt is a secret, so what is none is not shown either: it may be one that was cut. */
function parseSalt(field: string, salt: Hex): Hex {
  try {
    return parseHex(salt, 32)
  } catch {
    throw new DetailError({ field, reason: 'its salt is not 0x and 32 bytes' })
  }
}
