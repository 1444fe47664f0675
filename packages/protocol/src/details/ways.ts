import { type Hex, hashText } from '../bytes.ts'

/** What is hashed of a document of ways: all of it. */
type WaysDocument = {
  readonly format: string
  readonly revision: number
  readonly ways: readonly (
    | { readonly kind: string; readonly id: Hex; readonly wrapped: Hex }
    | { readonly kind: string; readonly id: Hex; readonly mask: Hex }
  )[]
  readonly mac: Hex
}

/**
 * The hash of a document of ways, as `KeepWays` signs it: Keccak-256 of its lines, as its own `mac` takes them, and of
 * the `mac`.
 *
 * @see docs/specs/person-keys.md
 */
export function hashWays({ format, revision, ways, mac }: WaysDocument): Hex {
  const lines = ways.map((way) => `${way.kind} ${way.id} ${'mask' in way ? way.mask : way.wrapped}`)
  return hashText([format, revision, ...lines, mac].map((line) => `${line}\n`).join(''))
}
