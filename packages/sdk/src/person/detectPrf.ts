/**
 * Whether this browser can ask passkeys for a secret, before anybody is asked. Some say nothing, and some passkeys have
 * none although the browser could: only {@link readPasskeySecret} knows.
 */
export async function detectPrf(): Promise<'supported' | 'missing' | 'unknown'> {
  if (typeof PublicKeyCredential === 'undefined') return 'missing'
  const capabilities = await PublicKeyCredential.getClientCapabilities?.()
  const said = capabilities?.['extension:prf']
  return said === undefined ? 'unknown' : said ? 'supported' : 'missing'
}
