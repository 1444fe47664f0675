import { sha256 } from '@noble/hashes/sha2.js'
import { askForCredential, type PasskeyRefusal } from './passkeyOutcome.ts'

/** What is put into a passkey's pseudo-random function: the SHA-256 of a label. */
const PRF_INPUT = Uint8Array.from(sha256(new TextEncoder().encode('cinnabar/v1 passkey secret')))

/** A passkey's secret, or why there is none. */
export type PasskeySecret =
  | {
      readonly status: 'ok'
      /** Which passkey the person chose. */
      readonly credentialId: Uint8Array
      /** 32 bytes, the same each time. For {@link deriveRoot}, {@link addPasskeyWay}, {@link recoverByPasskey}. */
      readonly secret: Uint8Array
    }
  | PasskeyRefusal

/**
 * Asks a passkey for its secret, by WebAuthn's `prf` extension. The person is verified: by presence alone an
 * authenticator answers another secret. Nothing is sent anywhere.
 *
 * @param parameters.rpId - The domain that the passkey is for.
 * @param parameters.credentialId - The passkey to ask; the person chooses when left out.
 * @throws DOMException as browsers do for a bad rpId, or the signal's reason.
 * @see docs/specs/person-keys.md, and section 10.1.4 of WebAuthn Level 3
 */
export async function readPasskeySecret({
  rpId,
  credentialId,
  signal,
}: {
  readonly rpId: string
  readonly credentialId?: Uint8Array | undefined
  readonly signal?: AbortSignal | undefined
}): Promise<PasskeySecret> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    rpId,
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    userVerification: 'required',
    ...(credentialId && {
      allowCredentials: [{ type: 'public-key', id: Uint8Array.from(credentialId) }],
    }),
    extensions: { prf: { eval: { first: PRF_INPUT } } },
  }
  const asked = await askForCredential(
    (credentials) => credentials.get({ publicKey, ...(signal && { signal }) }),
    signal,
  )
  if ('status' in asked) return asked
  const chosen = new Uint8Array(asked.rawId)
  const first = asked.getClientExtensionResults().prf?.results?.first
  const secret = first && bytesOf(first)
  return secret?.length === 32
    ? { status: 'ok', credentialId: chosen, secret }
    : { status: 'prfMissing', credentialId: chosen }
}

function bytesOf(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
    : new Uint8Array(source)
}
