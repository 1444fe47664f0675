import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeHex, type Hex, parseHex } from '@cinnabar/protocol'
import { checkSecret, deriveBytes } from './deriveBytes.ts'
import { WRAPPED_BYTES } from './wrapRoot.ts'

const FORMAT = 'cinnabar.ways/v1'
/** The most ways of a person. */
export const MAX_WAYS = 16
const ID_BYTES = 16

/** A way back to the root beside the first passkey. */
export type Way =
  | {
      /** A further passkey, or a printed recovery code. */
      readonly kind: 'passkey' | 'code'
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
  readonly format: typeof FORMAT
  /** One more with each change: who remembers a higher one was given an old copy. */
  readonly revision: number
  readonly ways: readonly Way[]
  /** Under the root, of everything else. */
  readonly mac: Hex
}

/** Thrown for what is no document of ways; `path` says where. */
export class WaysFormatError extends Error {
  readonly code = 'WAYS_FORMAT'
  readonly retryable = false
  readonly path: string
  constructor({ path, reason }: { path: string; reason: string }) {
    super(`${path}: ${reason}`)
    this.name = 'WaysFormatError'
    this.path = path
  }
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
  return { format: FORMAT, revision, ways, mac: encodeHex(macOf(root, { revision, ways })) }
}

/** Whether a document is what was written with this root. */
export function isIntact(ways: PersonWays, root: Uint8Array): boolean {
  // Of hashes under the key, so the time that comparing takes says nothing.
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

/** A fresh name of a way. */
export function createWayId(): Hex {
  return encodeHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
}

/**
 * Reads a document that somebody kept. Whether it was changed shows when the root is there.
 *
 * @param json - Text, or what JSON.parse made of it.
 * @throws WaysFormatError; it repeats nothing of the document.
 */
export function parseWays(json: unknown): PersonWays {
  const value = typeof json === 'string' ? parseJson(json) : json
  const { format, revision, ways, mac } = readObject(value, 'ways', ['format', 'revision', 'ways', 'mac'])
  if (format !== FORMAT) throw new WaysFormatError({ path: 'format', reason: `is not ${FORMAT}` })
  if (!Number.isSafeInteger(revision) || (revision as number) < 1) {
    throw new WaysFormatError({ path: 'revision', reason: 'is no whole number from 1' })
  }
  if (!Array.isArray(ways) || ways.length > MAX_WAYS) {
    throw new WaysFormatError({ path: 'ways', reason: `is no list of at most ${MAX_WAYS}` })
  }
  return {
    format: FORMAT,
    revision: revision as number,
    ways: ways.map((way, index) => parseWay(way, `ways[${index}]`)),
    mac: readHex(mac, 'mac', 32),
  }
}

function parseWay(value: unknown, path: string): Way {
  const kind = (value as { kind?: unknown } | null)?.kind
  if (kind === 'guardian') {
    const { id, mask } = readObject(value, path, ['kind', 'id', 'mask'])
    return { kind, id: readHex(id, `${path}.id`, ID_BYTES), mask: readHex(mask, `${path}.mask`, 32) }
  }
  if (kind !== 'passkey' && kind !== 'code') {
    throw new WaysFormatError({ path: `${path}.kind`, reason: 'is no kind of way' })
  }
  const { id, wrapped } = readObject(value, path, ['kind', 'id', 'wrapped'])
  return {
    kind,
    id: readHex(id, `${path}.id`, ID_BYTES),
    wrapped: readHex(wrapped, `${path}.wrapped`, WRAPPED_BYTES),
  }
}

/** The members of an object that has these and no others: what is not authenticated is not let in. */
export function readObject<Name extends string>(
  value: unknown,
  path: string,
  names: readonly Name[],
): Record<Name, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const found = isObject ? Object.keys(value).sort().join() : undefined
  if (found !== [...names].sort().join()) {
    throw new WaysFormatError({ path, reason: `is no object of ${names.join(', ')}` })
  }
  return value as Record<Name, unknown>
}

/** Bytes in hexadecimal of a stated size. Throws WaysFormatError, which does not repeat them. */
export function readHex(value: unknown, path: string, size: number): Hex {
  try {
    return parseHex(value, size)
  } catch {
    throw new WaysFormatError({ path, reason: `is not ${size} bytes in hexadecimal` })
  }
}

/** What JSON text says. Throws WaysFormatError. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new WaysFormatError({ path: 'ways', reason: 'is no JSON' })
  }
}

/** HMAC-SHA256 of one line for the format, one for the revision, one for each way. */
function macOf(root: Uint8Array, { revision, ways }: Pick<PersonWays, 'revision' | 'ways'>): Uint8Array {
  const lines = ways.map((way) => `${way.kind} ${way.id} ${way.kind === 'guardian' ? way.mask : way.wrapped}`)
  const text = [FORMAT, revision, ...lines].map((line) => `${line}\n`).join('')
  return hmac(sha256, deriveBytes(root, { purpose: 'ways mac' }), new TextEncoder().encode(text))
}
