import { parseJson, readHex, readObject, WaysFormatError } from './readJson.ts'
import { ID_BYTES, MAX_WAYS, type PersonWays, type Way, WAYS_FORMAT } from './ways.ts'
import { WRAPPED_BYTES } from './wrapRoot.ts'

/**
 * Reads a document that somebody kept. Whether it was changed shows when the root is there.
 *
 * @param json - Text, or what JSON.parse made of it.
 * @throws WaysFormatError; it repeats nothing of the document.
 */
export function parseWays(json: unknown): PersonWays {
  const value = typeof json === 'string' ? parseJson(json) : json
  const { format, revision, ways, mac } = readObject(value, 'document', ['format', 'revision', 'ways', 'mac'])
  if (format !== WAYS_FORMAT) throw new WaysFormatError({ path: 'format', reason: `is not ${WAYS_FORMAT}` })
  if (!Number.isSafeInteger(revision) || (revision as number) < 1) {
    throw new WaysFormatError({ path: 'revision', reason: 'is no whole number from 1' })
  }
  if (!Array.isArray(ways) || ways.length > MAX_WAYS) {
    throw new WaysFormatError({ path: 'ways', reason: `is no list of at most ${MAX_WAYS}` })
  }
  return {
    format: WAYS_FORMAT,
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
