import { p256 } from '@noble/curves/nist.js'
import { concatHex, decodeHex, encodeWord, type Hex } from '../bytes.ts'
import { encodeBytesTail, encodeTuple } from './abiBytes.ts'

/** What `navigator.credentials.get` answers, the three parts of `AuthenticatorAssertionResponse` as bytes. */
export type WebAuthnAssertion = {
  readonly authenticatorData: Hex
  readonly clientDataJSON: Hex
  /** ASN.1 DER, as authenticators write it. */
  readonly signature: Hex
}

/** Thrown for an assertion that the account could not verify. */
export class WebAuthnAssertionError extends Error {
  readonly code = 'ASSERTION_INVALID'
  readonly retryable = false
  readonly reason: 'type' | 'challenge' | 'signature'
  constructor({ reason, cause }: { reason: WebAuthnAssertionError['reason']; cause?: unknown }) {
    super(ASSERTION_REASONS[reason], { cause })
    this.name = 'WebAuthnAssertionError'
    this.reason = reason
  }
}

const ASSERTION_REASONS = {
  type: 'the client data are not those of an authentication (webauthn.get)',
  challenge: 'the client data hold no challenge',
  signature: 'the signature is not ASN.1 DER of two numbers',
} as const

/** The challenge to ask for: the 32 bytes of a digest, as `navigator.credentials.get` takes them. */
export function challengeOf(digest: Hex): Uint8Array {
  return decodeHex(digest)
}

/**
 * The signature of a credential as the account reads it: its index, then
 * `abi.encode(r, s, challengeIndex, typeIndex, authenticatorData, clientDataJSON)` with low s.
 *
 * @param index - Which of the account's two credentials signed.
 * @throws WebAuthnAssertionError
 */
export function encodePasskeySignature(index: 0 | 1, assertion: WebAuthnAssertion): Hex {
  const { r, s } = readSignature(assertion.signature)
  const clientData = decodeHex(assertion.clientDataJSON)
  return concatHex(
    index === 0 ? '0x00' : '0x01',
    encodeTuple([
      encodeWord(r),
      encodeWord(s),
      encodeWord(indexIn(clientData, '"challenge":"', 'challenge')),
      encodeWord(indexIn(clientData, '"type":"webauthn.get"', 'type')),
      { tail: encodeBytesTail(assertion.authenticatorData) },
      { tail: encodeBytesTail(assertion.clientDataJSON) },
    ]),
  )
}

/** Authenticators answer either of the two forms of s; the account takes the low one. */
function readSignature(der: Hex): { r: bigint; s: bigint } {
  try {
    const { r, s } = p256.Signature.fromBytes(decodeHex(der), 'der')
    const order = p256.Point.Fn.ORDER
    return { r, s: s > order / 2n ? order - s : s }
  } catch (cause) {
    throw new WebAuthnAssertionError({ reason: 'signature', cause })
  }
}

/** Indices count bytes, so the bytes are read one character each, whatever text they are. */
function indexIn(bytes: Uint8Array, text: string, reason: WebAuthnAssertionError['reason']): bigint {
  const at = new TextDecoder('latin1').decode(bytes).indexOf(text)
  if (at < 0) throw new WebAuthnAssertionError({ reason })
  return BigInt(at)
}
