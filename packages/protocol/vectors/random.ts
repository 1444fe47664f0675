/** A reproducible source of choices. */
export type Random = {
  /** An integer from `min` to `max`, both possible. */
  integer(min: number, max: number): number
  /** A non-negative amount up to `max`, both ends likely. */
  amount(max: bigint): bigint
  /** True with a chance of `percent` in a hundred. */
  chance(percent: number): boolean
  pick<T>(values: readonly T[]): T
  /** Picks by weight. */
  weigh<T>(choices: readonly (readonly [weight: number, value: T])[]): T
  /** An integer below 2²⁵⁶. */
  word(): bigint
}

/** Builds a source from a seed (the generator is sfc32). */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1]
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 16; i++) next()
  const integer = (min: number, max: number): number => {
    const size = BigInt(max - min) + 1n
    return min + Number(((BigInt(next()) << 32n) | BigInt(next())) % size)
  }
  const word = (): bigint => {
    let value = 0n
    for (let i = 0; i < 8; i++) value = (value << 32n) | BigInt(next())
    return value
  }
  const random: Random = {
    integer,
    word,
    amount: (max) => {
      const kind = integer(0, 9)
      if (kind === 0) return 0n
      if (kind <= 2) return max
      return max === 0n ? 0n : word() % (max + 1n)
    },
    chance: (percent) => integer(1, 100) <= percent,
    pick: (values) => values[integer(0, values.length - 1)]!,
    weigh: (choices) => {
      let rest = integer(
        1,
        choices.reduce((sum, [weight]) => sum + weight, 0),
      )
      for (const [weight, value] of choices) {
        rest -= weight
        if (rest <= 0) return value
      }
      return choices[0]![1]
    },
  }
  return random
}
