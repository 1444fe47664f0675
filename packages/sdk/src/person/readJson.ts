import { type Hex, parseHex } from '@cinnabar/protocol'

/** Thrown for what is no document of ways and no note of a guardian; `path` says where. It repeats nothing of it. */
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
    throw new WaysFormatError({ path: 'document', reason: 'is no JSON' })
  }
}
