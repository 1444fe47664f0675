import { checkSecret } from './deriveBytes.ts'
import { changeWays, createWayId, type PersonWays } from './ways.ts'
import { wrapRoot } from './wrapRoot.ts'

/**
 * Lets a further passkey open the same root.
 *
 * @param parameters.secret - Of the further passkey, by {@link readPasskeySecret}.
 * @returns The next revision of the document, to be kept instead of the former.
 * @throws WaysChangedError, RangeError.
 */
export async function addPasskeyWay(
  ways: PersonWays,
  { root, secret }: { readonly root: Uint8Array; readonly secret: Uint8Array },
): Promise<PersonWays> {
  checkSecret(secret, 'passkey secret')
  const id = createWayId()
  const wrapped = await wrapRoot(root, { secret, purpose: 'passkey way', id })
  return changeWays(ways, root, [...ways.ways, { kind: 'passkey', id, wrapped }])
}
