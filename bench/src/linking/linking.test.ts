import { describe, expect, it } from 'vitest'
import { attack, learn } from './attack.ts'
import { createFeatures } from './features.ts'
import { measureLinking } from './measureLinking.ts'
import { type Observation, observe, type Setting } from './observe.ts'
import { createRandom } from './random.ts'
import { createWorld } from './world.ts'

const SIZE = { buyers: 120, agents: 12, days: 182 }
const SEED = 11
const FRESH: Setting = {
  name: 'fresh',
  accounts: 'fresh',
  funding: 'relayed',
  carriedShare: 0,
  cashOutShare: 0,
}
const measure = (setting: Partial<Setting>, seed = SEED) =>
  measureLinking({ size: SIZE, seed }, { ...FRESH, ...setting })

describe('the attack', () => {
  it('links every order of a buyer that has one account', () => {
    const { outcomes } = measure({ accounts: 'fixed' })
    expect(outcomes.byAccount!.linked).toBe(1)
    expect(outcomes.together!.linked).toBeGreaterThan(0.99)
  })

  it('links every order that is paid from the own wallet, and none by the account', () => {
    const { outcomes } = measure({ funding: 'wallet' })
    expect(outcomes.byFunding!.linked).toBeGreaterThan(0.99)
    expect(outcomes.byAccount).toEqual(outcomes.random)
  })

  it('is as good as blind guessing where nothing tells buyers apart', () => {
    const random = createRandom(SEED)
    const truth = Array.from({ length: 1_500 }, () => random.below(100))
    const observations = truth.map((_, account): Observation => createNoise(account))
    const features = Object.values(createFeatures(observations)).flat()
    const evidence = learn(features, observations, truth, SEED)
    const every = features.map((_, place) => place)
    const [blind, all] = attack(evidence, [[], every], observations, truth)
    expect(blind!.linked).toBeCloseTo(1 / 100, 2)
    expect(Math.abs(all!.linked - blind!.linked)).toBeLessThan(0.015)

    /** Everything is drawn anew for each order, whoever made it. */
    function createNoise(account: number): Observation {
      return {
        at: account * 3_600 + random.below(3_600),
        amount: 100 + random.below(50_000),
        seller: random.below(50),
        kind: random.chance(0.5) ? 'goods' : 'parcel',
        token: random.chance(0.5) ? 'USDC' : 'USDT',
        account,
        source: random.below(5),
        fundedAt: account * 3_600 - random.below(9_000),
        funded: 100 + random.below(50_000),
        carriedFrom: undefined,
        cashOut: undefined,
        link: undefined,
        network: random.below(40),
        sealedBytes: random.below(200),
      }
    }
  })

  it('counts a blind guess by its exact share', () => {
    const truth = [1, 2, 1, 2]
    const [world] = [createWorld(SIZE, SEED)]
    const observations = observe(world!.slice(0, 4), FRESH, SEED)
    const [blind] = attack([], [[]], observations, truth)
    // The third guesses among two, the fourth among three.
    expect(blind!.linked).toBeCloseTo((1 / 2 + 1 / 3) / 2)
    expect(blind!.previous).toBe(blind!.linked)
    expect(blind!.precision).toBeCloseTo((1 / 2 + 1 / 3) / 3)
  })

  it('finds a parcel by the order that its terms name, with certainty', () => {
    const { outcomes } = measure({})
    const parcels = createWorld(SIZE, SEED).filter(({ kind }) => kind === 'parcel').length
    const { repeated } = measure({})
    expect(outcomes.byLink!.linked).toBeGreaterThanOrEqual(parcels / repeated)
    expect(outcomes.byLink!.surestTenth).toBe(1)
  })

  it('gains by what is carried over, by a cash-out address, and by sizes that are not padded', () => {
    const plain = measure({}).outcomes.byFunding!.linked
    expect(measure({ carriedShare: 0.5 }).outcomes.byFunding!.linked).toBeGreaterThan(plain + 0.3)
    expect(measure({ cashOutShare: 0.5 }).outcomes.byFunding!.linked).toBeGreaterThan(plain + 0.1)
    const unpadded = measure({ platform: 'unpadded' }).outcomes
    const padded = measure({ platform: 'padded' }).outcomes
    expect(padded.bySize!.linked).toBeCloseTo(padded.random!.linked)
    expect(unpadded.bySize!.linked).toBeGreaterThan(5 * padded.bySize!.linked)
  })

  it('gives the same figures for the same seed, and others for another', () => {
    expect(measure({})).toEqual(measure({}))
    expect(measure({}, SEED + 5)).not.toEqual(measure({}))
  })
})

describe('the marketplace', () => {
  const world = createWorld({ buyers: 500, agents: 50, days: 182 }, SEED)
  const goods = world.filter(({ kind }) => kind === 'goods')

  it('is in the order of time, and a parcel comes days after its goods, from the same seller', () => {
    expect(world.every(({ at }, index) => index === 0 || world[index - 1]!.at <= at)).toBe(true)
    const parcels = world.filter(({ kind }) => kind === 'parcel')
    expect(parcels.length / goods.length).toBeCloseTo(0.6, 1)
    for (const { at, seller, buyer, carries } of parcels) {
      expect(at - carries!.at).toBeGreaterThan(2 * 86_400)
      expect([seller, buyer]).toEqual([carries!.seller, carries!.buyer])
    }
  })

  it('has buyers who buy in the evening of their zone, and some agents who sell much', () => {
    const hours = goods.map(({ at, buyer }) => (((at / 3_600 + buyer.zone) % 24) + 24) % 24)
    expect(hours.filter((hour) => hour > 16 || hour < 1).length / goods.length).toBeGreaterThan(0.75)
    const sold = Array.from(
      { length: 50 },
      (_, agent) => goods.filter(({ seller }) => seller === agent).length,
    )
    expect(sold[0]!).toBeGreaterThan(5 * sold[40]!)
    expect(goods.every(({ amount }) => Number.isInteger(amount) && amount > 0)).toBe(true)
  })
})
