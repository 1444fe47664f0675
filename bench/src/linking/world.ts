import { createRandom, type Random } from './random.ts'

/** How large the marketplace is; the rest of the model stands below. */
export type WorldSize = { readonly buyers: number; readonly agents: number; readonly days: number }

/** An order as it was, with what only the buyer knows. */
export type WorldOrder = {
  readonly buyer: Buyer
  /** Seconds from the beginning. */
  readonly at: number
  /** Cents. */
  readonly amount: number
  readonly seller: number
  readonly kind: 'goods' | 'parcel'
  /** The order of goods that a parcel carries. */
  readonly carries: WorldOrder | undefined
}

export type Buyer = {
  readonly number: number
  /** Hours from UTC. */
  readonly zone: number
  /** The hour of the day, in its zone, around which it buys. */
  readonly hour: number
  /** Orders of goods in the whole time, on average. */
  readonly orders: number
  /** Natural logarithm of the price in CNY that it pays most often. */
  readonly taste: number
  readonly agents: readonly [number, number]
  readonly token: 'USDC' | 'USDT'
}

const HOUR = 3_600
const DAY = 24 * HOUR
/** Hours from UTC, and how many buyers live there. */
const ZONES = [
  [-8, 10],
  [-5, 20],
  [0, 10],
  [1, 35],
  [2, 10],
  [8, 15],
] as const
const LOYALTY = 0.75
const PARCEL_SHARE = 0.6
/** How often a buyer orders a second thing in the same sitting. */
const SECOND_SHARE = 0.15
/** What shipping within China costs, in CNY. */
const DOMESTIC = [0, 0, 6, 8, 10, 12, 15]
const SERVICE = 1.05

/** Months of orders, in the order of time. The same seed makes the same ones. */
export function createWorld(size: WorldSize, seed: number): readonly WorldOrder[] {
  const random = createRandom(seed)
  const orders: WorldOrder[] = []
  for (let number = 0; number < size.buyers; number += 1) {
    const buyer = createBuyer(number, size, random)
    for (let left = random.count(buyer.orders); left > 0; left -= 1) {
      const day = random.below(size.days)
      const first = orderGoods(buyer, placeInDay(buyer, day, random), size, random)
      orders.push(first)
      if (random.chance(SECOND_SHARE)) {
        orders.push(orderGoods(buyer, first.at + random.between(120, HOUR), size, random))
      }
    }
  }
  for (const goods of [...orders]) if (random.chance(PARCEL_SHARE)) orders.push(orderParcel(goods, random))
  return orders.sort((a, b) => a.at - b.at)
}

function createBuyer(number: number, { agents }: WorldSize, random: Random): Buyer {
  return {
    number,
    zone: random.pick(ZONES),
    hour: random.normal(20, 2),
    orders: Math.exp(random.normal(Math.log(3), 0.8)),
    taste: random.normal(Math.log(180), 0.6),
    agents: [drawAgent(agents, random), drawAgent(agents, random)],
    token: random.chance(0.8) ? 'USDC' : 'USDT',
  }
}

/** The n-th agent is chosen about 1/n as often as the first. */
function drawAgent(agents: number, random: Random): number {
  return Math.floor((agents + 1) ** random.share()) - 1
}

function placeInDay({ zone, hour }: Buyer, day: number, random: Random): number {
  return day * DAY + (random.normal(hour, 2.5) - zone) * HOUR
}

function orderGoods(buyer: Buyer, at: number, { agents }: WorldSize, random: Random): WorldOrder {
  const price = roundAsShops(Math.exp(random.normal(buyer.taste, 0.7)), random)
  const domestic = DOMESTIC[random.below(DOMESTIC.length)]!
  const seller = random.chance(LOYALTY) ? buyer.agents[random.below(2)]! : drawAgent(agents, random)
  const amount = toCents((price + domestic) * SERVICE, at)
  return { buyer, at, amount, seller, kind: 'goods', carries: undefined }
}

function orderParcel(goods: WorldOrder, random: Random): WorldOrder {
  const { buyer, seller } = goods
  const kilograms = Math.exp(random.normal(0, 0.6))
  const amount = (at: number) => toCents((60 + Math.round(90 * kilograms)) * 1.1, at)
  const at = placeInDay(buyer, Math.floor(goods.at / DAY) + 4 + random.below(11), random)
  return { buyer, at, amount: amount(at), seller, kind: 'parcel', carries: goods }
}

/** Prices end in 9, 8 or 0, small ones in .9 or .8. */
function roundAsShops(price: number, random: Random): number {
  const step = price < 100 ? 1 : 10
  const whole = Math.max(step, Math.round(price / step) * step)
  return (
    whole -
    random.pick([
      [step / 10, 5],
      [step / 5, 3],
      [0, 4],
    ])
  )
}

/** CNY in cents of the dollar, at the day's rate: about 7.2, which moves a little. */
function toCents(price: number, at: number): number {
  return Math.round((price / (7.2 + 0.05 * Math.sin(at / (20 * DAY)))) * 100)
}
