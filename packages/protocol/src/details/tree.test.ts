import { concatHex, encodeAbiParameters, keccak256, numberToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { encodeWord, type Hex, hashText, ZERO_HASH } from '../bytes.ts'
import { commitDetail, type Detail, DetailError } from './detail.ts'
import { detailsRoot, pathOf, rootOfPath, sortDetails } from './tree.ts'

const SIZES = Array.from({ length: 64 }, (_, i) => i + 1)
const LEAVES = SIZES.map((n) => hashText(`leaf ${n}`))

function detailsOf(size: number): Detail[] {
  return Array.from({ length: size }, (_, i) => ({
    field: `note.n${String(i).padStart(2, '0')}`,
    value: `value ${i}`,
    salt: hashText(`salt ${i}`),
  }))
}

/** RFC 9162, section 2.1.1, word for word: MTH(D[n]) with k the largest power of two smaller than n. */
function mth(leaves: readonly Hex[]): Hex {
  const n = leaves.length
  if (n === 1) return leaves[0]!
  let k = 1
  while (k * 2 < n) k *= 2
  return keccak256(concatHex(['0x01', mth(leaves.slice(0, k)), mth(leaves.slice(k))]))
}

/** The root as docs/specs/details.md says it. */
function rootOf(leaves: readonly Hex[]): Hex {
  const size = encodeAbiParameters([{ type: 'uint256' }], [BigInt(leaves.length)])
  return keccak256(concatHex(['0x02', size, mth(leaves)]))
}

describe('detailsRoot', () => {
  it.each(SIZES)('has the shape of RFC 9162 for %i details', (size) => {
    const details = detailsOf(size)
    expect(detailsRoot(details)).toBe(rootOf(details.map(commitDetail)))
  })

  it('is zero for none', () => {
    expect(detailsRoot([])).toBe(ZERO_HASH)
  })

  it('asks for no order of the details, and changes with any of them', () => {
    const details = detailsOf(5)
    const root = detailsRoot(details)
    expect(detailsRoot(details.toReversed())).toBe(root)
    for (const [index, detail] of details.entries()) {
      expect(detailsRoot(details.with(index, { ...detail, value: 'another' }))).not.toBe(root)
      expect(detailsRoot(details.with(index, { ...detail, salt: ZERO_HASH }))).not.toBe(root)
    }
    expect(detailsRoot(details.slice(1))).not.toBe(root)
  })

  it('takes 64 details, and no field twice', () => {
    expect(() => detailsRoot(detailsOf(65))).toThrow(DetailError)
    const [first, second] = detailsOf(2)
    expect(() => detailsRoot([first!, second!, { ...second!, field: first!.field }])).toThrow(
      expect.objectContaining({ field: first!.field, message: `${first!.field}: it is there twice` }),
    )
  })
})

describe('sortDetails', () => {
  it('sorts as characters are numbered, upper case first, and leaves its argument alone', () => {
    const details = ['b', 'a.b', 'aB', 'ab', 'a'].map((field) => ({ field, value: '', salt: ZERO_HASH }))
    const fields = details.map(({ field }) => field)
    expect(sortDetails(details).map(({ field }) => field)).toEqual(['a', 'a.b', 'aB', 'ab', 'b'])
    expect(details.map(({ field }) => field)).toEqual(fields)
  })
})

describe('rootOfPath', () => {
  it.each(SIZES)('leads from each of %i leaves to the root', (size) => {
    const leaves = LEAVES.slice(0, size)
    const root = rootOf(leaves)
    for (const [index, leaf] of leaves.entries()) {
      const path = pathOf(leaves, index)
      expect(path.length).toBeLessThanOrEqual(6)
      expect(rootOfPath(leaf, { index, size, path })).toBe(root)
    }
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 32, 33, 63, 64])(
    'leads nowhere else from a leaf of %i by another index or size',
    (size) => {
      const leaves = LEAVES.slice(0, size)
      const root = rootOf(leaves)
      for (const [index, leaf] of leaves.entries()) {
        const path = pathOf(leaves, index)
        const wrong = [
          ...[-1, ...SIZES].filter((other) => other !== index).map((other) => ({ index: other, size, path })),
          ...[0, ...SIZES].filter((other) => other !== size).map((other) => ({ index, size: other, path })),
          // The same turns in a smaller tree, whose leaves were nodes.
          { index: index >> 1, size: (size + 1) >> 1, path: path.slice(1) },
        ].filter((place) => place.size !== size || place.index !== index)
        for (const place of wrong)
          expect({ place, root: rootOfPath(leaf, place) }).not.toMatchObject({ root })
      }
    },
  )

  it.each([1, 2, 3, 5, 8, 13, 64])('leads nowhere else from a leaf of %i by a changed path', (size) => {
    const leaves = LEAVES.slice(0, size)
    const root = rootOf(leaves)
    for (const [index, leaf] of leaves.entries()) {
      const path = pathOf(leaves, index)
      const ask = (changed: readonly Hex[]) => rootOfPath(leaf, { index, size, path: changed })
      for (const at of path.keys()) {
        expect(ask(path.with(at, encodeWord(1n)))).not.toBe(root)
        expect(ask(path.toSpliced(at, 1))).toBeUndefined()
      }
      for (let at = 0; at <= path.length; at += 1) {
        expect(ask(path.toSpliced(at, 0, numberToHex(0, { size: 32 })))).toBeUndefined()
      }
      if (path.length > 1) expect(ask(path.toReversed())).not.toBe(root)
      expect(rootOfPath(encodeWord(2n), { index, size, path })).not.toBe(root)
    }
  })
})
