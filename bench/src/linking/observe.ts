import { createRandom, type Random } from './random.ts'
import type { Buyer, WorldOrder } from './world.ts'

/** How buyers pay, and who looks on. */
export type Setting = {
  readonly name: string
  /** `fixed`: one account for each buyer. Else each order has a new one. */
  readonly accounts: 'fixed' | 'fresh'
  /**
   * Where a new account's money comes from: the buyer's own wallet; an on-ramp, minutes before; or a payout of an
   * exchange to a new wallet, hours to days before, which then signs the ERC-3009 authorisation that is relayed.
   */
  readonly funding: 'wallet' | 'onRamp' | 'relayed'
  /** How often what an account has left goes to the same buyer's next one. */
  readonly carriedShare: number
  /** How often a refund or what is left goes to an address that the buyer always cashes out by. */
  readonly cashOutShare: number
  /** What the platform sees too; `padded`: sealed details all have one size. */
  readonly platform?: 'padded' | 'unpadded'
}

/** What is seen of an order. Whatever is the same number is the same thing. */
export type Observation = {
  readonly at: number
  readonly amount: number
  readonly seller: number
  readonly kind: 'goods' | 'parcel'
  readonly token: string
  readonly account: number
  /** Who paid the account, when, and how much. */
  readonly source: number
  readonly fundedAt: number
  readonly funded: number
  /** The account whose rest it got. */
  readonly carriedFrom: number | undefined
  readonly cashOut: number | undefined
  /** The account of the order that the terms name in `link`. */
  readonly link: number | undefined
  /** An address range, and the size of the sealed details. */
  readonly network: number | undefined
  readonly sealedBytes: number | undefined
}

const MINUTE = 60
const HOUR = 3_600
/** Hot wallets of on-ramps and of exchanges, by how many use them. */
const ON_RAMPS = [50, 20, 10, 8, 5, 4, 2, 1].map((weight, number) => [number, weight] as const)
const EXCHANGES = [60, 20, 12, 8].map((weight, number) => [100 + number, weight] as const)
/** Buyers behind one address range at home. */
const NEIGHBOURS = 8
const MOBILE_SHARE = 0.35
const MOVE_SHARE = 0.08
const PADDED_BYTES = 1_024

type Habits = { source: number; network: number; readonly addressBytes: number; account: number | undefined }

/** What can be seen of the orders, in a setting. The same seed makes the same. */
export function observe(
  orders: readonly WorldOrder[],
  setting: Setting,
  seed: number,
): readonly Observation[] {
  const random = createRandom(seed)
  const buyers = orders.reduce((most, { buyer }) => Math.max(most, buyer.number + 1), 0)
  const habits = new Map<Buyer, Habits>()
  const accounts = new Map<WorldOrder, number>()
  return orders.map((order, index) => {
    const { buyer, at, amount, seller, kind, carries } = order
    const habit = habits.get(buyer) ?? createHabits(buyer, setting, buyers, random)
    habits.set(buyer, habit)
    const account = setting.accounts === 'fixed' ? buyer.number : index
    const carriedFrom = random.chance(setting.carriedShare) ? habit.account : undefined
    habit.account = account
    accounts.set(order, account)
    return {
      at,
      amount,
      seller,
      kind,
      token: buyer.token,
      account,
      source: habit.source,
      ...fund(order, setting, random),
      carriedFrom,
      cashOut: random.chance(setting.cashOutShare) ? buyer.number : undefined,
      link: carries && accounts.get(carries),
      network: setting.platform && drawNetwork(buyer, habit, buyers, random),
      sealedBytes: setting.platform && drawSize(habit, setting.platform, random),
    }
  })
}

function createHabits(buyer: Buyer, { funding }: Setting, buyers: number, random: Random): Habits {
  const sources = {
    wallet: 1_000 + buyer.number,
    onRamp: random.pick(ON_RAMPS),
    relayed: random.pick(EXCHANGES),
  }
  return {
    source: sources[funding],
    network: drawHome(buyers, random),
    addressBytes: Math.max(20, Math.round(random.normal(100, 20))),
    account: undefined,
  }
}

/** People buy in round steps where they buy money: 10 dollars at an on-ramp, 50 at an exchange. */
function fund({ at, amount }: WorldOrder, { funding }: Setting, random: Random) {
  switch (funding) {
    case 'wallet':
      return { funded: amount, fundedAt: at - random.between(MINUTE, 20 * MINUTE) }
    case 'onRamp':
      return { funded: roundUp(amount, 1_000), fundedAt: at - random.between(2 * MINUTE, HOUR) }
    case 'relayed':
      return { funded: roundUp(amount, 5_000), fundedAt: at - random.between(HOUR, 72 * HOUR) }
  }
}

function drawHome(buyers: number, random: Random): number {
  return random.below(Math.max(1, Math.round(buyers / NEIGHBOURS)))
}

/** At home, or by the mobile network of the zone, which all share. */
function drawNetwork({ zone }: Buyer, habit: Habits, buyers: number, random: Random): number {
  if (random.chance(MOVE_SHARE)) habit.network = drawHome(buyers, random)
  return random.chance(MOBILE_SHARE) ? -100 - zone : habit.network
}

/** The address, sometimes another one, and sometimes a message. */
function drawSize(habit: Habits, platform: 'padded' | 'unpadded', random: Random): number {
  const address = random.chance(0.1) ? Math.round(random.between(60, 140)) : habit.addressBytes
  const message = random.chance(0.4) ? Math.round(random.between(10, 200)) : 0
  return platform === 'padded' ? PADDED_BYTES : address + message
}

function roundUp(amount: number, step: number): number {
  return Math.ceil(amount / step) * step
}
