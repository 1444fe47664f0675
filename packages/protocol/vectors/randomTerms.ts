import {
  type Address,
  DAY,
  encodeWord,
  type Hex,
  MAX_FEE_BPS,
  type Order,
  paidIn,
  type UnixSeconds,
  WINDOW_BOUNDS,
  type Windows,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../src/index.ts'
import type { Random } from './random.ts'
import { accountOf, type Role, VECTOR_TOKEN } from './stage.ts'

/** Valid terms of any shape: parties there or not, amounts from one base unit to near the ceiling. */
export function createRandomTerms(random: Random, start: UnixSeconds): Order {
  const named = (role: Role, percent: number): Address =>
    random.chance(percent) ? accountOf(role) : ZERO_ADDRESS
  const attestor = named('attestor', 60)
  const arbiter = named('arbiter', 75)
  const platform = named('platform', 60)
  const amounts = createAmounts(random)
  const paid = paidIn(amounts as Order)
  const bps = () =>
    random.weigh([
      [2, 0],
      [2, 10_000],
      [6, random.integer(1, 9_999)],
    ] as const)
  const atCost = amounts.atCost > 0n
  return {
    buyer: accountOf('buyer'),
    payer: named('payer', 35),
    seller: accountOf('seller'),
    token: VECTOR_TOKEN,
    platform,
    arbiter,
    backupArbiter: arbiter === ZERO_ADDRESS ? ZERO_ADDRESS : named('backupArbiter', 60),
    attestor,
    ...amounts,
    arbiterFee: arbiter === ZERO_ADDRESS ? 0n : createArbiterFee(random, paid),
    feeBps:
      platform === ZERO_ADDRESS
        ? 0
        : random.weigh([
            [1, 1],
            [2, MAX_FEE_BPS],
            [6, random.integer(2, 2_999)],
          ]),
    drawBps: bps(),
    abandonBps: bps(),
    silenceBps: bps(),
    windows: createWindows(random, {
      attestor: attestor !== ZERO_ADDRESS,
      arbiter: arbiter !== ZERO_ADDRESS,
      atCost,
    }),
    validUntil:
      start +
      random.weigh([
        [1, 0],
        [2, random.integer(1, 3600)],
        [30, random.integer(DAY, 90 * DAY)],
      ]),
    details: encodeWord(random.word()),
    link: random.chance(20) ? (encodeWord(random.word()) as Hex) : ZERO_HASH,
    salt: random.word(),
  }
}

function createAmounts(random: Random) {
  const ceiling = random.weigh([
    [3, 40n],
    [5, 400_000_000n],
    [1, 2n ** 93n],
  ])
  const one = (percent: number) => (random.chance(percent) ? 1n + (random.word() % ceiling) : 0n)
  const amounts = { goods: one(85), service: one(60), freight: one(50), atCost: one(50) }
  return amounts.goods + amounts.service + amounts.freight + amounts.atCost > 0n
    ? amounts
    : { ...amounts, goods: ceiling }
}

function createArbiterFee(random: Random, paid: bigint): bigint {
  return random.weigh([
    [1, 0n],
    [1, paid],
    [3, random.amount(paid)],
    [4, paid / 50n],
  ])
}

function createWindows(
  random: Random,
  has: { attestor: boolean; arbiter: boolean; atCost: boolean },
): Windows {
  const span = (name: keyof Windows): number => {
    const { min, max } = WINDOW_BOUNDS[name]
    return random.weigh([
      [2, min],
      [1, max],
      [5, random.integer(min, Math.min(max, 4 * min))],
    ])
  }
  const inspection = random.chance(50)
  const reviewed = (value: number) => (has.atCost ? Math.max(value, 3 * DAY) : value)
  return {
    accept: random.chance(85) ? span('accept') : 0,
    fulfil: span('fulfil'),
    inspect: inspection ? span('inspect') : 0,
    store: inspection ? span('store') : 0,
    deliver: has.attestor ? span('deliver') : reviewed(span('deliver')),
    confirm: has.attestor ? reviewed(span('confirm')) : 0,
    dispute: span('dispute'),
    ruling: has.arbiter ? span('ruling') : 0,
  }
}
