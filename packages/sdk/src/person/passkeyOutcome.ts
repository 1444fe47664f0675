/** Why an authenticator gave nothing. These are expected; a wrong rpId and the like are thrown by the browser. */
export type PasskeyRefusal =
  /** No passkeys here: an old browser, a page without TLS, or an authenticator that cannot verify its user. */
  | { readonly status: 'unsupported' }
  /** The person said no, took too long, or has no such passkey here. Browsers do not say which. */
  | { readonly status: 'cancelled' }
  /** The passkey is of no use for keys: see {@link openDeviceRoot}. */
  | { readonly status: 'prfMissing'; readonly credentialId: Uint8Array }

/** Asks the browser for a credential, and tells a person's refusal from a fault. */
export async function askForCredential(
  ask: (credentials: CredentialsContainer) => Promise<Credential | null>,
  signal?: AbortSignal,
): Promise<PublicKeyCredential | Exclude<PasskeyRefusal, { status: 'prfMissing' }>> {
  if (typeof PublicKeyCredential === 'undefined' || !navigator.credentials) return { status: 'unsupported' }
  try {
    const credential = await ask(navigator.credentials)
    return (credential as PublicKeyCredential | null) ?? { status: 'cancelled' }
  } catch (error) {
    signal?.throwIfAborted()
    const name = error instanceof DOMException ? error.name : undefined
    if (name === 'NotAllowedError') return { status: 'cancelled' }
    if (name === 'NotSupportedError' || name === 'ConstraintError') return { status: 'unsupported' }
    throw error
  }
}
