import { checkSecret } from './deriveBytes.ts'
import { deriveRoot } from './deriveRoot.ts'
import { type Recovery, recoverBySecret } from './recovery.ts'
import { isIntact, type PersonWays } from './ways.ts'

/**
 * The root by any passkey of the person, the first or a further one. Where the document is lost or broken the first
 * passkey still has the root: {@link deriveRoot}.
 *
 * @param secret - Of {@link readPasskeySecret}. Throws RangeError for another size.
 */
export async function recoverByPasskey(ways: PersonWays, secret: Uint8Array): Promise<Recovery> {
  checkSecret(secret, 'passkey secret')
  const root = deriveRoot(secret)
  if (isIntact(ways, root)) return { status: 'recovered', root }
  return recoverBySecret(ways, { kind: 'passkey', secret })
}
