import { attack, learn, type Outcome } from './attack.ts'
import { createFeatures, type Feature } from './features.ts'
import { observe, type Setting } from './observe.ts'
import { createWorld, type WorldOrder, type WorldSize } from './world.ts'

type FeatureGroup = keyof ReturnType<typeof createFeatures>

/** Which groups of features each attack uses; `random` uses none, so that all earlier orders are alike. */
const LEDGER_ATTACKS = {
  random: [],
  byAccount: ['account'],
  byAmount: ['amount'],
  byTime: ['time'],
  byFunding: ['funding'],
  bySellerAndToken: ['terms'],
  byLink: ['link'],
  togetherWithoutLink: ['account', 'amount', 'time', 'funding', 'terms'],
  together: ['account', 'amount', 'time', 'funding', 'terms', 'link'],
} satisfies Record<string, readonly FeatureGroup[]>

const PLATFORM_ATTACKS = {
  byNetwork: ['network'],
  bySize: ['size'],
  togetherWithPlatform: ['account', 'amount', 'time', 'funding', 'terms', 'link', 'network', 'size'],
} satisfies Record<string, readonly FeatureGroup[]>

export type AttackName = keyof typeof LEDGER_ATTACKS | keyof typeof PLATFORM_ATTACKS
export type Outcomes = Readonly<Partial<Record<AttackName, Outcome>>>

/** How well each attack links the orders of a marketplace in a setting. Exact: the same seed gives the same figures. */
export function measureLinking(
  { size, seed }: { size: WorldSize; seed: number },
  setting: Setting,
): { readonly orders: number; readonly repeated: number; readonly outcomes: Outcomes } {
  const attacks: Record<string, readonly FeatureGroup[]> = {
    ...LEDGER_ATTACKS,
    ...(setting.platform && PLATFORM_ATTACKS),
  }
  const learned = describe(createWorld(size, seed + 1), setting, seed + 1)
  const attacked = describe(createWorld(size, seed), setting, seed)
  const used = [...new Set(Object.values(attacks).flat())]
  const featuresOf = ({ groups }: typeof learned): readonly Feature[] =>
    used.flatMap((group) => groups[group])
  const places = used.flatMap((group) => learned.groups[group].map(() => group))
  const evidence = learn(featuresOf(learned), learned.observations, learned.truth, seed)
  // What was learned is used with the popularity of the marketplace that is attacked.
  const here = featuresOf(attacked).map((feature, index) => ({ feature, weights: evidence[index]!.weights }))
  const uses = Object.values(attacks).map((groups) =>
    places.flatMap((group, index) => (groups.includes(group) ? [index] : [])),
  )
  const outcomes = attack(here, uses, attacked.observations, attacked.truth)
  const { truth } = attacked
  return {
    orders: truth.length,
    repeated: truth.length - new Set(truth).size,
    outcomes: Object.fromEntries(Object.keys(attacks).map((name, index) => [name, outcomes[index]!])),
  }
}

function describe(orders: readonly WorldOrder[], setting: Setting, seed: number) {
  const observations = observe(orders, setting, seed)
  const groups = createFeatures(observations)
  return { observations, groups, truth: orders.map(({ buyer }) => buyer.number) }
}
