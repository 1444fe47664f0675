import type { Observation } from './observe.ts'

/** What is compared of two orders. Read once of each, since all pairs are compared. */
export type Feature = {
  readonly name: string
  readonly buckets: number
  /** What is taken of an order when it is the earlier one of a pair, and when it is the later one. */
  readonly earlier: (of: Observation) => number
  readonly later: (of: Observation) => number
  /** The bucket that the pair falls into. */
  bucket(earlier: number, later: number): number
}

type Read = (of: Observation) => number | undefined

const DAY = 86_400
const LAGS = [1 / 24, 1 / 4, 1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 21, 30, 45, 60, 90, 120].map(
  (days) => days * DAY,
)
/** Of natural logarithms of amounts. */
const DISTANCES = [0, 1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 0.6, 1, 1.5, 2, 3]
const BYTES = [0, 2, 5, 10, 20, 40, 80, 160]
/** Powers of two that tell frequent things from rare ones. */
const FREQUENCIES = 16
const UNKNOWN = -1

/** Every feature, by what it looks at; `observations` are those of the marketplace that is looked at. */
export function createFeatures(observations: readonly Observation[]) {
  const shared = (name: string, read: Read) => createShared(name, read, observations)
  return {
    account: [createMatch('account', ({ account }) => account)],
    amount: [createDistance('amount', DISTANCES, ({ amount }) => Math.log(amount))],
    time: [createDistance('time between', LAGS, ({ at }) => at), timeOfDay],
    funding: [
      shared('source', ({ source }) => source),
      createDistance('amount paid to the account', DISTANCES, ({ funded }) => Math.log(funded)),
      createDistance('time before the order', LAGS, ({ at, fundedAt }) => at - fundedAt),
      createMatch(
        'rest carried over',
        ({ account }) => account,
        ({ carriedFrom }) => carriedFrom,
      ),
      createMatch('cash-out', ({ cashOut }) => cashOut),
    ],
    terms: [
      shared('seller', ({ seller }) => seller),
      kinds,
      createMatch('token', ({ token }) => (token === 'USDC' ? 0 : 1)),
    ],
    link: [
      createMatch(
        'link',
        ({ account }) => account,
        ({ link }) => link,
      ),
    ],
    network: [shared('network', ({ network }) => network)],
    size: [createDistance('size of the sealed details', BYTES, ({ sealedBytes }) => sealedBytes ?? 0)],
  } satisfies Record<string, readonly Feature[]>
}

const kinds: Feature = {
  name: 'kinds',
  buckets: 4,
  earlier: ({ kind }) => (kind === 'goods' ? 0 : 1),
  later: ({ kind }) => (kind === 'goods' ? 0 : 2),
  bucket: (earlier, later) => earlier + later,
}

/** Hours between the times of day, in either direction. */
const timeOfDay: Feature = {
  name: 'time of day',
  buckets: 13,
  earlier: ({ at }) => at,
  later: ({ at }) => at,
  bucket(earlier, later) {
    const hours = (Math.abs(later - earlier) % DAY) / 3_600
    return Math.floor(Math.min(hours, 24 - hours))
  },
}

/** 0 when one is not known, 1 when they differ, 2 when they are the same. */
function createMatch(name: string, earlier: Read, later: Read = earlier): Feature {
  return {
    name,
    buckets: 3,
    earlier: (of) => earlier(of) ?? UNKNOWN,
    later: (of) => later(of) ?? UNKNOWN,
    bucket(one, other) {
      if (one === UNKNOWN || other === UNKNOWN) return 0
      return one === other ? 2 : 1
    },
  }
}

/** 0 when they differ, else by how many orders share it: a rare thing says more than a frequent one. */
function createShared(name: string, read: Read, observations: readonly Observation[]): Feature {
  const known = (of: Observation) => read(of) ?? UNKNOWN
  const counts = new Map<number, number>()
  for (const observation of observations) {
    const value = known(observation)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return {
    name,
    buckets: FREQUENCIES + 1,
    earlier: known,
    later: known,
    bucket(one, other) {
      if (one !== other) return 0
      return 1 + Math.min(FREQUENCIES - 1, 31 - Math.clz32(counts.get(one) ?? 1))
    },
  }
}

function createDistance(name: string, bounds: readonly number[], read: (of: Observation) => number): Feature {
  return {
    name,
    buckets: bounds.length + 1,
    earlier: read,
    later: read,
    bucket(one, other) {
      const distance = Math.abs(other - one)
      let bucket = 0
      while (bucket < bounds.length && distance > bounds[bucket]!) bucket += 1
      return bucket
    },
  }
}
