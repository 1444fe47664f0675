/** Looks for many byte strings at once. */
export type Search = (haystack: Uint8Array, onHit: (needle: number, offset: number) => void) => void

const BLOCK = 3
const SLOTS = 1 << 16

/**
 * The method of Wu and Manber ("A fast algorithm for multi-pattern searching", 1994): the last three bytes under the
 * window say how far it may move, so that most bytes are never looked at.
 *
 * @param needles - Each of at least three bytes; the shortest one bounds how far the window moves.
 */
export function createSearch(needles: readonly Uint8Array[]): Search {
  const window = Math.min(...needles.map(({ length }) => length))
  if (window < BLOCK) throw new RangeError(`a needle of ${window} bytes is too short to look for`)
  const shifts = new Uint8Array(SLOTS).fill(Math.min(255, window - BLOCK + 1))
  const ending = new Map<number, number[]>()
  for (const [index, needle] of needles.entries()) {
    for (let end = BLOCK - 1; end < window; end += 1) {
      const slot = slotOf(needle[end - 2]!, needle[end - 1]!, needle[end]!)
      shifts[slot] = Math.min(shifts[slot]!, window - 1 - end)
      if (end === window - 1) ending.set(slot, [...(ending.get(slot) ?? []), index])
    }
  }
  return (haystack, onHit) => {
    for (let end = window - 1; end < haystack.length; ) {
      const slot = slotOf(haystack[end - 2]!, haystack[end - 1]!, haystack[end]!)
      const shift = shifts[slot]!
      if (shift > 0) {
        end += shift
        continue
      }
      const offset = end - window + 1
      for (const index of ending.get(slot)!) {
        if (startsWith(haystack, offset, needles[index]!)) onHit(index, offset)
      }
      end += 1
    }
  }
}

function slotOf(first: number, second: number, third: number): number {
  return (first ^ (second << 4) ^ (third << 8)) & (SLOTS - 1)
}

function startsWith(haystack: Uint8Array, offset: number, needle: Uint8Array): boolean {
  for (let index = 0; index < needle.length; index += 1) {
    if (haystack[offset + index] !== needle[index]) return false
  }
  return true
}
