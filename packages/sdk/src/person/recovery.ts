import { isIntact, type PersonWays, type Way } from './ways.ts'
import { unwrapRoot, type WrappingKey } from './wrapRoot.ts'

/** What came of a way back. */
export type Recovery =
  | { readonly status: 'recovered'; readonly root: Uint8Array }
  /** The root is the right one, but the document is not as it was written: trust no other way of it, write it anew. */
  | { readonly status: 'waysChanged'; readonly root: Uint8Array }
  /** It is another person's passkey, code or guardian, or its way was removed or changed. */
  | { readonly status: 'refused' }

/** Tries a secret at every way of its kind. */
export async function recoverBySecret(
  ways: PersonWays,
  { kind, secret }: { kind: Exclude<Way['kind'], 'guardian'>; secret: Uint8Array },
): Promise<Recovery> {
  for (const way of ways.ways) {
    if (way.kind !== kind) continue
    const purpose: WrappingKey['purpose'] = `${kind} way`
    const root = await unwrapRoot(way.wrapped, { secret, purpose, id: way.id })
    if (root) return { status: isIntact(ways, root) ? 'recovered' : 'waysChanged', root }
  }
  return { status: 'refused' }
}
