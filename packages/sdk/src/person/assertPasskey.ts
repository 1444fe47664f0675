import { encodeHex, type WebAuthnAssertion } from '@cinnabar/protocol'

/**
 * Lets a passkey sign, as {@link createPasskeySigner} wants it.
 *
 * @example createPasskeySigner(cinnabar, { configuration, assert: assertPasskey({ rpId, credentialId }) })
 * @returns A function that asks the person each time; it throws DOMException where the person says no.
 */
export function assertPasskey({
  rpId,
  credentialId,
}: {
  readonly rpId: string
  readonly credentialId: Uint8Array
}): (challenge: Uint8Array) => Promise<WebAuthnAssertion> {
  return async (challenge) => {
    const credential = await navigator.credentials.get({
      publicKey: {
        rpId,
        challenge: Uint8Array.from(challenge),
        userVerification: 'required',
        allowCredentials: [{ type: 'public-key', id: Uint8Array.from(credentialId) }],
      },
    })
    const response = (credential as PublicKeyCredential).response as AuthenticatorAssertionResponse
    return {
      authenticatorData: encodeHex(new Uint8Array(response.authenticatorData)),
      clientDataJSON: encodeHex(new Uint8Array(response.clientDataJSON)),
      signature: encodeHex(new Uint8Array(response.signature)),
    }
  }
}
