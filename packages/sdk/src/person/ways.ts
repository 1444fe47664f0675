import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeHex, type Hex } from '@cinnabar/protocol'
import { checkSecret, deriveBytes } from './deriveBytes.ts'

/** What a document begins with. */
export const WAYS_FORMAT = 'cinnabar.ways/v1'
/** The most ways of a person. */
export const MAX_WAYS = 16
/** Of a way's id. */
export const ID_BYTES = 16

/** A way back to the root beside the first passkey. */
export type Way =
  | {
      /** A further passkey, or a printed recovery code. */
      readonly kind: 'passkey' | 'code'
      /** Follows from the passkey's secret or from the code. */
      readonly id: Hex
      /** The root under the passkey's secret or under the code. */
      readonly wrapped: Hex
    }
  | {
      readonly kind: 'guardian'
      readonly id: Hex
      /** One half of the root; the guardian holds the other. Neither says anything by itself. */
      readonly mask: Hex
    }

/**
 * The ways back to a person's root, as JSON. Who keeps it learns how many there are of each kind and nothing else. Keep
 * a copy where no device of yours is needed to get it.
 *
 * @see docs/specs/person-keys.md
 */
export type PersonWays = {
  readonly format: typeof WAYS_FORMAT
  /** One more with each change: who remembers a higher one was given an old copy. */
  readonly revision: number
  readonly ways: readonly Way[]
  /** Under the root, of everything else. */
  readonly mac: Hex
}

/** Thrown where a document is to be changed that is not this root's, or not as it was written. */
export class WaysChangedError extends Error {
  readonly code = 'WAYS_CHANGED'
  readonly retryable = false
  constructor() {
    super('the ways are not those of this root, or somebody changed them: start anew with createWays')
    this.name = 'WaysChangedError'
  }
}

/** The document of a person who has the first passkey only. */
export function createWays(root: Uint8Array): PersonWays {
  return signWays(root, { revision: 1, ways: [] })
}

/** A document of these ways, with its code of authenticity. Throws RangeError for more than 16. */
export function signWays(
  root: Uint8Array,
  { revision, ways }: Pick<PersonWays, 'revision' | 'ways'>,
): PersonWays {
  checkSecret(root, 'root')
  if (ways.length > MAX_WAYS) throw new RangeError(`${ways.length} ways, of at most ${MAX_WAYS}`)
  return { format: WAYS_FORMAT, revision, ways, mac: encodeHex(macOf(root, { revision, ways })) }
}

/** Whether a document is what was written with this root. */
export function isIntact(ways: PersonWays, root: Uint8Array): boolean {
  // Compared where the root is, on the person's own device: nobody else measures how long it takes.
  return signWays(root, ways).mac === ways.mac
}

/** The next revision of a document. Throws WaysChangedError, RangeError. */
export function changeWays(ways: PersonWays, root: Uint8Array, next: readonly Way[]): PersonWays {
  checkSecret(root, 'root')
  if (!isIntact(ways, root)) throw new WaysChangedError()
  return signWays(root, { revision: ways.revision + 1, ways: next })
}

/**
 * The document without a way. Whoever has an earlier copy of the document can still use that way.
 *
 * @throws WaysChangedError, RangeError where there is none of that id.
 */
export function removeWay(ways: PersonWays, { root, id }: { root: Uint8Array; id: Hex }): PersonWays {
  const rest = ways.ways.filter((way) => way.id !== id)
  if (rest.length === ways.ways.length) throw new RangeError(`there is no way ${id}`)
  return changeWays(ways, root, rest)
}

/** A random id, for a guardian's way: it must not be found by the guardian. */
export function createWayId(): Hex {
  return encodeHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
}

/** HMAC-SHA256 of one line for the format, one for the revision, one for each way. */
function macOf(root: Uint8Array, { revision, ways }: Pick<PersonWays, 'revision' | 'ways'>): Uint8Array {
  const lines = ways.map((way) => `${way.kind} ${way.id} ${way.kind === 'guardian' ? way.mask : way.wrapped}`)
  const text = [WAYS_FORMAT, revision, ...lines].map((line) => `${line}\n`).join('')
  return hmac(sha256, deriveBytes(root, { purpose: 'ways mac' }), new TextEncoder().encode(text))
}
