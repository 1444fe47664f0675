/** Draws that a seed repeats. */
export type Random = {
  /** From 0 up to 1. */
  share(): number
  chance(of: number): boolean
  /** A whole number from 0 up to the bound. */
  below(bound: number): number
  between(low: number, high: number): number
  normal(mean: number, deviation: number): number
  /** How many of what happens `mean` times on average. */
  count(mean: number): number
  /** One of the entries, each as often as its weight says. */
  pick<Value>(entries: readonly (readonly [Value, number])[]): Value
}

/** The generator is splitmix32. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const share = () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  return {
    share,
    chance: (of) => share() < of,
    below: (bound) => Math.floor(share() * bound),
    between: (low, high) => low + share() * (high - low),
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
    count(mean) {
      let total = 0
      let passed = -Math.log(1 - share())
      while (passed < mean) {
        total += 1
        passed -= Math.log(1 - share())
      }
      return total
    },
    pick(entries) {
      let left = share() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of entries) {
        left -= weight
        if (left < 0) return value
      }
      return entries.at(-1)![0]
    },
  }
}
