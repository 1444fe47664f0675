import { concatHex, encodeWord, type Hex, keccak256, ZERO_HASH } from '../bytes.ts'
import { commitDetail, type Detail, DetailError, MAX_DETAILS } from './detail.ts'

/**
 * The root that stands in the terms as `details`: a Merkle tree in the shape of RFC 9162, section 2.1, over the
 * commitments in the order of their fields, with keccak256 and 0x01 before a node; its top hashed with the number of
 * details, so that nobody can tell another number. Zero for no details.
 *
 * @throws DetailError for too many details or a field that is there twice.
 * @see docs/specs/details.md
 */
export function detailsRoot(details: readonly Detail[]): Hex {
  if (details.length === 0) return ZERO_HASH
  return hashRoot(topOf(sortDetails(details).map(commitDetail)), details.length)
}

/** Details in the order of the tree: by field, as its characters are numbered. Throws DetailError. */
export function sortDetails(details: readonly Detail[]): Detail[] {
  if (details.length > MAX_DETAILS) {
    throw new DetailError({ field: 'details', reason: `${details.length} of at most ${MAX_DETAILS}` })
  }
  const sorted = [...details].sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0))
  for (const [index, { field }] of sorted.entries()) {
    if (sorted[index + 1]?.field === field) throw new DetailError({ field, reason: 'it is there twice' })
  }
  return sorted
}

/** The nodes beside the way from a leaf up to the top, the lowest first. */
export function pathOf(leaves: readonly Hex[], index: number): Hex[] {
  if (leaves.length === 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...pathOf(left, index), topOf(right)]
    : [...pathOf(right, index - split), topOf(left)]
}

/** A leaf's place among all, and the nodes beside its way up. */
type Place = { readonly index: number; readonly size: number; readonly path: readonly Hex[] }

/** The root that a leaf's path leads to, or undefined if no tree of that size has such a path. */
export function rootOfPath(leaf: Hex, place: Place): Hex | undefined {
  const top = topOfPath(leaf, place)
  return top && hashRoot(top, place.size)
}

function topOfPath(leaf: Hex, { index, size, path }: Place): Hex | undefined {
  if (index < 0 || index >= size) return undefined
  if (size === 1) return path.length === 0 ? leaf : undefined
  const [sibling, below] = [path.at(-1), path.slice(0, -1)]
  if (sibling === undefined) return undefined
  const split = splitOf(size)
  const isLeft = index < split
  const inner = isLeft
    ? topOfPath(leaf, { index, size: split, path: below })
    : topOfPath(leaf, { index: index - split, size: size - split, path: below })
  if (inner === undefined) return undefined
  return isLeft ? hashNode(inner, sibling) : hashNode(sibling, inner)
}

function topOf(leaves: readonly Hex[]): Hex {
  if (leaves.length === 1) return leaves[0]!
  const split = splitOf(leaves.length)
  return hashNode(topOf(leaves.slice(0, split)), topOf(leaves.slice(split)))
}

/** The largest power of two below a size of two or more. */
function splitOf(size: number): number {
  return 2 ** (31 - Math.clz32(size - 1))
}

function hashNode(left: Hex, right: Hex): Hex {
  return keccak256(concatHex('0x01', left, right))
}

function hashRoot(top: Hex, size: number): Hex {
  return keccak256(concatHex('0x02', encodeWord(BigInt(size)), top))
}
