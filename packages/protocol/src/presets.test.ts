import { describe, expect, it } from 'vitest'
import { PEOPLE, TOKEN } from '../test/playOrder.ts'
import { ZERO_ADDRESS } from './address.ts'
import { DAY, HOUR } from './instant.ts'
import { PRESET_NAMES, PRESETS, type QuoteParameters, quoteTerms } from './presets.ts'
import { checkTerms } from './termsRules.ts'

const quote: Omit<QuoteParameters, 'preset'> = {
  buyer: PEOPLE.buyer,
  seller: PEOPLE.seller,
  token: TOKEN,
  goods: 94_440_000n,
  service: 4_720_000n,
  freight: 1_670_000n,
  validUntil: 1_800_000_000,
  salt: 1n,
}
const everybody = {
  platform: PEOPLE.platform,
  arbiter: PEOPLE.arbiter,
  backupArbiter: PEOPLE.backupArbiter,
  attestor: PEOPLE.attestor,
  feeBps: 100,
}

describe('quoteTerms', () => {
  it.each(PRESET_NAMES)('makes valid %s terms, with everybody and with nobody', (preset) => {
    expect(checkTerms(quoteTerms({ preset, ...quote, ...everybody }).terms)).toEqual([])
    expect(checkTerms(quoteTerms({ preset, ...quote }).terms)).toEqual([])
    expect(checkTerms(quoteTerms({ preset, ...quote, atCost: 5n, attestor: PEOPLE.attestor }).terms)).toEqual(
      [],
    )
    expect(checkTerms(quoteTerms({ preset, ...quote, atCost: 5n }).terms)).toEqual([])
  })

  it('takes two percent of what is paid in for the arbiter, rounded down', () => {
    expect(quoteTerms({ preset: 'daigou', ...quote, ...everybody }).terms.arbiterFee).toBe(2_016_600n)
    expect(
      quoteTerms({ preset: 'shop', ...quote, ...everybody, goods: 49n, service: 0n, freight: 0n }).terms
        .arbiterFee,
    ).toBe(0n)
  })

  it('says how it departs from the preset', () => {
    const { terms, notes } = quoteTerms({ preset: 'daigou', ...quote, platform: PEOPLE.platform })
    expect(notes).toEqual(['NO_ATTESTOR', 'NO_ARBITER', 'NO_PLATFORM_FEE'])
    expect(terms).toMatchObject({ platform: ZERO_ADDRESS, arbiterFee: 0n, abandonBps: 0 })
    expect(terms.windows).toMatchObject({ confirm: 0, ruling: 0, deliver: 45 * DAY })
    expect(quoteTerms({ preset: 'digital', ...quote, ...everybody }).notes).toEqual(['ATTESTOR_ADDED'])
  })

  it('lets single windows and shares be chosen', () => {
    const { terms } = quoteTerms({
      preset: 'shop',
      ...quote,
      ...everybody,
      windows: { fulfil: 2 * DAY, accept: undefined as never },
      silenceBps: 100,
    })
    expect(terms.windows).toMatchObject({ fulfil: 2 * DAY, accept: 24 * HOUR })
    expect(terms.silenceBps).toBe(100)
  })
})

describe('PRESETS', () => {
  it('are the timers of the specification', () => {
    const row = (name: keyof typeof PRESETS) => {
      const { windows, drawBps, abandonBps, silenceBps, arbiterFeeBps } = PRESETS[name]
      const hours = Object.values(windows).map((seconds) => seconds / HOUR)
      return [...hours, drawBps, abandonBps, silenceBps, arbiterFeeBps]
    }
    expect(row('daigou')).toEqual([24, 168, 120, 2160, 1080, 240, 360, 168, 8000, 10_000, 5000, 200])
    expect(row('shop')).toEqual([24, 168, 0, 0, 720, 240, 360, 168, 0, 0, 5000, 200])
    expect(row('digital')).toEqual([1, 24, 0, 0, 72, 0, 120, 168, 0, 0, 5000, 200])
    expect(row('parcel')).toEqual([24, 168, 0, 0, 1080, 240, 360, 168, 0, 0, 5000, 200])
  })
})
