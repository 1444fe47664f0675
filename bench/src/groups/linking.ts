import { type AttackName, measureLinking, type Outcomes } from '../linking/measureLinking.ts'
import type { Setting } from '../linking/observe.ts'
import type { Group, Measurement } from '../measurement.ts'

const SIZE = { buyers: 2_000, agents: 200, days: 182 }
const SEED = 20_261
const OWN_WALLET: Setting = {
  name: 'a new account for each order, paid from the own wallet',
  accounts: 'fresh',
  funding: 'wallet',
  carriedShare: 0,
  cashOutShare: 0.3,
}
const ON_RAMP: Setting = {
  ...OWN_WALLET,
  name: 'a new account for each order, paid from an on-ramp',
  funding: 'onRamp',
}
const RELAYED: Setting = {
  ...OWN_WALLET,
  name: 'a new wallet for each order, filled by an exchange, relayed ERC-3009',
  funding: 'relayed',
  carriedShare: 0.3,
}
const SETTINGS: readonly Setting[] = [
  { ...OWN_WALLET, name: 'one account for each buyer', accounts: 'fixed' },
  OWN_WALLET,
  ON_RAMP,
  RELAYED,
  {
    ...RELAYED,
    name: `${RELAYED.name}, nothing carried over or cashed out`,
    carriedShare: 0,
    cashOutShare: 0,
  },
  { ...RELAYED, name: `${RELAYED.name}, and the platform looks on, details unpadded`, platform: 'unpadded' },
  { ...RELAYED, name: `${RELAYED.name}, and the platform looks on, details padded`, platform: 'padded' },
]

/** How well who watches the ledger tells which orders are of one buyer; on a simulated marketplace. */
export const linking: Group = {
  name: 'linking',
  measure: async (progress) => {
    const measured = SETTINGS.map((setting) => {
      progress(setting.name)
      return { setting, ...measureLinking({ size: SIZE, seed: SEED }, setting) }
    })
    const figure = (id: string, { name }: Setting, attack: AttackName, more = {}): Measurement => {
      const { outcomes } = measured.find(({ setting }) => setting.name === name)!
      const { random } = outcomes
      const detail = { setting: name, ...tell(outcomes)[attack], random: percent(random!.linked), ...more }
      return { id, value: percent(outcomes[attack]!.linked), unit: '%', detail }
    }
    const table = measured.map(({ setting: { name }, orders, repeated, outcomes }) => ({
      setting: name,
      orders,
      repeated,
      ...tell(outcomes),
    }))
    return [
      figure('linking.byAmount', RELAYED, 'byAmount'),
      figure('linking.byTime', RELAYED, 'byTime'),
      figure('linking.byFunding', OWN_WALLET, 'byFunding'),
      figure('linking.byFunding.onRamp', ON_RAMP, 'byFunding'),
      figure('linking.byFunding.relayed', RELAYED, 'byFunding'),
      figure('linking.together', RELAYED, 'together', { model: { ...SIZE, seed: SEED }, table }),
    ]
  },
}

/** Every share in percent. */
function tell(outcomes: Outcomes) {
  const told = Object.entries(outcomes).map(([name, outcome]) => [
    name,
    Object.fromEntries(Object.entries(outcome).map(([what, share]) => [what, percent(share)])),
  ])
  return Object.fromEntries(told) as Record<AttackName, Record<string, number>>
}

function percent(share: number): number {
  return Number((share * 100).toFixed(2))
}
