import { CODE_BYTES, formatRecoveryCode } from './recoveryCode.ts'
import { wayIdOf } from './wayId.ts'
import { changeWays, type PersonWays } from './ways.ts'
import { wrapRoot } from './wrapRoot.ts'

/**
 * Makes a code to print that opens the root together with the document. It is shown once: nothing keeps it.
 *
 * @returns The code, and the next revision of the document, to be kept instead of the former.
 * @throws WaysChangedError, RangeError.
 */
export async function createRecoveryCode(
  ways: PersonWays,
  { root }: { readonly root: Uint8Array },
): Promise<{ readonly ways: PersonWays; readonly code: string }> {
  const secret = crypto.getRandomValues(new Uint8Array(CODE_BYTES))
  const id = wayIdOf(secret)
  const wrapped = await wrapRoot(root, { secret, purpose: 'code way', id })
  return {
    ways: changeWays(ways, root, [...ways.ways, { kind: 'code', id, wrapped }]),
    code: formatRecoveryCode(secret),
  }
}
