import { checkSecret } from './deriveBytes.ts'
import { wayIdOf } from './wayId.ts'
import { changeWays, type PersonWays } from './ways.ts'
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
  const id = wayIdOf(secret)
  const wrapped = await wrapRoot(root, { secret, purpose: 'passkey way', id })
  const others = ways.ways.filter((way) => way.id !== id)
  return changeWays(ways, root, [...others, { kind: 'passkey', id, wrapped }])
}
