import type { Feature } from './features.ts'
import type { Observation } from './observe.ts'
import { createRandom } from './random.ts'

/** What each bucket of a feature says for "of the same buyer": the logarithm of the ratio of its likelihoods. */
export type Evidence = { readonly feature: Feature; readonly weights: Float64Array }

/** For each order its buyer, as a number: what an attack is judged by, and never sees. */
export type Truth = readonly number[]

/** What an attack reaches; everything is a share. */
export type Outcome = {
  /** Of the orders whose buyer ordered before: the guess is an earlier order of the same buyer. */
  readonly linked: number
  /** Of the same orders: the guess is the very one before it. */
  readonly previous: number
  /** Of all guesses, first orders too: it is of the same buyer. */
  readonly precision: number
  /** The same of that tenth of the guesses that the attacker is surest of. */
  readonly surestTenth: number
}

const OTHER_PAIRS = 200_000

/**
 * Learns what each feature says from a marketplace whose truth is known: the attacker knows the model, which is the
 * worst case.
 */
export function learn(
  features: readonly Feature[],
  observations: readonly Observation[],
  truth: Truth,
  seed: number,
): readonly Evidence[] {
  const random = createRandom(seed)
  const samePairs = listBefore(truth).flatMap((earlier, later) =>
    earlier === undefined ? [] : [[earlier, later] as const],
  )
  const otherPairs = Array.from({ length: OTHER_PAIRS }, () => {
    const later = 1 + random.below(observations.length - 1)
    return [random.below(later), later] as const
  })
  return features.map((feature) => {
    const distribution = (pairs: readonly (readonly [number, number])[]) => {
      // Every bucket begins with a half, so that what was never seen is not impossible.
      const counts = new Float64Array(feature.buckets).fill(0.5)
      for (const [earlier, later] of pairs) {
        const bucket = feature.bucket(
          feature.earlier(observations[earlier]!),
          feature.later(observations[later]!),
        )
        counts[bucket] = counts[bucket]! + 1
      }
      return counts.map((count) => count / (pairs.length + feature.buckets / 2))
    }
    const [same, other] = [distribution(samePairs), distribution(otherPairs)]
    return { feature, weights: same.map((share, bucket) => Math.log(share / other[bucket]!)) }
  })
}

/**
 * For every order guesses an earlier one of the same buyer: that for which the features, taken as independent, speak
 * most. Of several that they speak for alike, each counts by its share.
 *
 * @param attacks - Each the places, in the evidence, of what it uses; one that uses nothing guesses blindly.
 */
export function attack(
  evidence: readonly Evidence[],
  attacks: readonly (readonly number[])[],
  observations: readonly Observation[],
  truth: Truth,
): Outcome[] {
  const before = listBefore(truth)
  const columns = evidence.map(({ feature }) => Float64Array.from(observations, feature.earlier))
  const weights = evidence.map(() => new Float64Array(observations.length))
  const scores = new Float64Array(observations.length)
  const guesses = attacks.map((): Guess[] => [])
  for (let later = 1; later < observations.length; later += 1) {
    for (const [place, { feature, weights: says }] of evidence.entries()) {
      weigh(weights[place]!, {
        feature,
        says,
        column: columns[place]!,
        later: observations[later]!,
        count: later,
      })
    }
    for (const [index, used] of attacks.entries()) {
      scores.fill(0, 0, later)
      for (const place of used) add(scores, weights[place]!, later)
      guesses[index]!.push(guess(scores, later, truth, before[later]))
    }
  }
  const repeated = before.filter((earlier) => earlier !== undefined).length
  return guesses.map((each) => judge(each, repeated))
}

type Guess = { readonly score: number; readonly linked: number; readonly previous: number }

function weigh(
  into: Float64Array,
  of: { feature: Feature; says: Float64Array; column: Float64Array; later: Observation; count: number },
): void {
  const { feature, says, column, count } = of
  const value = feature.later(of.later)
  for (let earlier = 0; earlier < count; earlier += 1)
    into[earlier] = says[feature.bucket(column[earlier]!, value)]!
}

function add(scores: Float64Array, weights: Float64Array, count: number): void {
  for (let earlier = 0; earlier < count; earlier += 1) scores[earlier] = scores[earlier]! + weights[earlier]!
}

/** Of the earlier orders that score most alike, how many are right. */
function guess(scores: Float64Array, later: number, truth: Truth, before: number | undefined): Guess {
  let best = Number.NEGATIVE_INFINITY
  let [tied, linked, previous] = [0, 0, 0]
  for (let earlier = 0; earlier < later; earlier += 1) {
    const score = scores[earlier]!
    if (score < best) continue
    if (score > best) {
      best = score
      tied = 0
      linked = 0
      previous = 0
    }
    tied += 1
    if (truth[earlier] === truth[later]) linked += 1
    if (earlier === before) previous += 1
  }
  return { score: best, linked: linked / tied, previous: previous / tied }
}

function judge(guesses: readonly Guess[], repeated: number): Outcome {
  const sum = (of: readonly Guess[], what: 'linked' | 'previous') =>
    of.reduce((total, each) => total + each[what], 0)
  const surest = guesses.toSorted((a, b) => b.score - a.score).slice(0, Math.ceil(guesses.length / 10))
  return {
    linked: sum(guesses, 'linked') / repeated,
    previous: sum(guesses, 'previous') / repeated,
    precision: sum(guesses, 'linked') / guesses.length,
    surestTenth: sum(surest, 'linked') / surest.length,
  }
}

/** For each order the one before it of the same buyer. */
function listBefore(truth: Truth): (number | undefined)[] {
  const latest = new Map<number, number>()
  return truth.map((buyer, index) => {
    const before = latest.get(buyer)
    latest.set(buyer, index)
    return before
  })
}
