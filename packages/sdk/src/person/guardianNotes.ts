import type { Hex } from '@cinnabar/protocol'
import type { SealedShare } from '../sealing/hpke.ts'
import { parseJson, readHex, readObject, WaysFormatError } from './readJson.ts'

/** What a guardian keeps for a friend: half of a root, sealed to the guardian. Useless without the friend's document. */
export type GuardianEnvelope = SealedShare & {
  readonly format: 'cinnabar.guardian-envelope/v1'
  /** The way's id in the document. */
  readonly way: Hex
}

/** What somebody sends who lost everything: a fresh key. Its code is told by voice, never along with it. */
export type GuardianRequest = {
  readonly format: 'cinnabar.guardian-request/v1'
  readonly publicKey: Hex
}

/** What the guardian sends back: the same half, sealed to the key of the request. */
export type GuardianAnswer = SealedShare & {
  readonly format: 'cinnabar.guardian-answer/v1'
  readonly way: Hex
}

/** Of a share of 32 bytes with its tag. */
const CIPHERTEXT_BYTES = 48

/** Reads an envelope. Throws WaysFormatError, which repeats nothing of it. */
export function parseGuardianEnvelope(json: unknown): GuardianEnvelope {
  const format = 'cinnabar.guardian-envelope/v1'
  return { format, ...readShare(json, format) }
}

/** Reads an answer. Throws WaysFormatError. */
export function parseGuardianAnswer(json: unknown): GuardianAnswer {
  const format = 'cinnabar.guardian-answer/v1'
  return { format, ...readShare(json, format) }
}

/** Reads a request. Throws WaysFormatError. */
export function parseGuardianRequest(json: unknown): GuardianRequest {
  const format = 'cinnabar.guardian-request/v1'
  const members = readNote(json, format, ['format', 'publicKey'])
  return { format, publicKey: readHex(members.publicKey, 'publicKey', 32) }
}

function readShare(json: unknown, format: string): SealedShare & { readonly way: Hex } {
  const { way, enc, ciphertext } = readNote(json, format, ['format', 'way', 'enc', 'ciphertext'])
  return {
    way: readHex(way, 'way', 16),
    enc: readHex(enc, 'enc', 32),
    ciphertext: readHex(ciphertext, 'ciphertext', CIPHERTEXT_BYTES),
  }
}

function readNote<Name extends string>(
  json: unknown,
  format: string,
  names: readonly (Name | 'format')[],
): Record<Name | 'format', unknown> {
  const value = typeof json === 'string' ? parseJson(json) : json
  const members = readObject(value, 'note', names)
  if (members.format !== format) throw new WaysFormatError({ path: 'format', reason: `is not ${format}` })
  return members
}
