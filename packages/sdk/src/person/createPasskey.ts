import { type Credential, encodeHex } from '@cinnabar/protocol'
import { askForCredential, type PasskeyRefusal } from './passkeyOutcome.ts'

/** Of a passkey that was made: `ok` where it has a secret to derive keys from. */
export type CreatedPasskey =
  | {
      readonly status: 'ok' | 'prfMissing'
      readonly credentialId: Uint8Array
      /** Its public key, as {@link createPasskeySigner} and {@link createPasskeyAccount} take it. */
      readonly credential: Credential
    }
  /** `excludeIds` names one that this authenticator has. */
  | { readonly status: 'exists' }
  | Exclude<PasskeyRefusal, { status: 'prfMissing' }>

/**
 * Lets the person make a passkey: P-256, discoverable, by fingerprint, face or PIN. Its secret is read by
 * {@link readPasskeySecret} afterwards, which asks once more: some authenticators answer another secret while the
 * passkey is being made, and a root that cannot be read again is lost.
 *
 * @param parameters.rpId - The domain that the passkey is for; it is bound to it for ever.
 * @param parameters.userName - What the person sees in the list of passkeys.
 * @param parameters.excludeIds - Passkeys of the person: no second one is made beside them in one authenticator.
 * @throws DOMException as browsers do for a bad rpId, or the signal's reason.
 */
export async function createPasskey({
  rpId,
  rpName,
  userName,
  excludeIds = [],
  signal,
}: {
  readonly rpId: string
  readonly rpName: string
  readonly userName: string
  readonly excludeIds?: readonly Uint8Array[] | undefined
  readonly signal?: AbortSignal | undefined
}): Promise<CreatedPasskey> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: { id: rpId, name: rpName },
    user: { id: crypto.getRandomValues(new Uint8Array(16)), name: userName, displayName: userName },
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: excludeIds.map((id) => ({ type: 'public-key', id: Uint8Array.from(id) })),
    attestation: 'none',
    extensions: { prf: {} },
  }
  try {
    const made = await askForCredential(
      (credentials) => credentials.create({ publicKey, ...(signal && { signal }) }),
      signal,
    )
    if ('status' in made) return made
    return {
      status: made.getClientExtensionResults().prf?.enabled ? 'ok' : 'prfMissing',
      credentialId: new Uint8Array(made.rawId),
      credential: credentialOf(made.response as AuthenticatorAttestationResponse),
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') return { status: 'exists' }
    throw error
  }
}

/** The point at the end of the key, which is a SubjectPublicKeyInfo (RFC 5280) with an uncompressed point. */
function credentialOf(response: AuthenticatorAttestationResponse): Credential {
  const point = new Uint8Array(response.getPublicKey()!).slice(-64)
  return { qx: encodeHex(point.subarray(0, 32)), qy: encodeHex(point.subarray(32)), presenceOnly: false }
}
