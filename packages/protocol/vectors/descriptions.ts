import { concatHex, encodeAbiParameters, parseAbiParameters } from 'viem'
import {
  describeOrder,
  drawBound,
  earnable,
  hasArbiter,
  hasAttestor,
  hasBackupArbiter,
  hasInspection,
  type Hex,
  keccak256,
  type Order,
  type OrderStatus,
  orderId,
  paidIn,
  State,
  type UnixSeconds,
} from '../src/index.ts'
import { encodeDescription, encodeOutcome } from './encodeDescription.ts'
import { encodeFlags, ORDER, WINDOWS } from './encodeHistory.ts'
import { createRandom, type Random } from './random.ts'
import { createRandomTerms } from './randomTerms.ts'
import { VECTOR_DOMAIN } from './stage.ts'

/** An order looked at: its status, the instant, and a hash of all that is said of it. */
export type Look = { readonly status: OrderStatus; readonly instant: UnixSeconds; readonly answer: Hex }

/** Looks at orders of the same terms. */
export type Described = { readonly terms: Order; readonly looks: readonly Look[] }

const LOOK = 'struct Look { uint256 status; uint40 instant; bytes32 answer; }'
const DESCRIBED = 'struct Described { Order terms; Look[] looks; }'
const DESCRIBED_ABI = parseAbiParameters(['Described described', DESCRIBED, LOOK, ORDER, WINDOWS])

const START = 1_800_000_000

/** Random terms, each with orders in every state that its terms know, at instants around their deadlines. */
export function buildDescriptions(seed: number, count: number): Described[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(seed * 1_000_003 + i)
    const terms = createRandomTerms(random, START)
    const states = Object.values(State).filter((state) => isKnown(terms, state))
    const looks = [...states, ...states, ...states].map((state) =>
      look(terms, createStatus(random, terms, state), random),
    )
    return { terms, looks }
  })
}

/** Whether orders of these terms come to a state. */
function isKnown(terms: Order, state: State): boolean {
  if (state === State.Inspected || state === State.Approved) return hasInspection(terms)
  if (state === State.Delivered) return hasAttestor(terms)
  if (state === State.Escalated) return hasArbiter(terms)
  return state !== State.Backup || hasBackupArbiter(terms)
}

/** Any flags and running totals, whether or not acts lead to them. */
function createStatus(random: Random, terms: Order, state: State): OrderStatus {
  const claimed = random.amount(terms.atCost)
  return {
    state,
    shipped: random.chance(60),
    handed: random.chance(50),
    extended: random.chance(30),
    escalatedByBuyer: random.chance(50),
    deadline: START + random.integer(0, 400 * 86_400),
    drawn: random.chance(40) ? 0n : random.amount(drawBound(terms, claimed)),
    claimed,
  }
}

function look(terms: Order, status: OrderStatus, random: Random): Look {
  const { deadline } = status
  const { store, ruling } = terms.windows
  const later = status.state === State.Inspected ? store : ruling
  const instant = random.weigh<UnixSeconds>([
    [3, deadline],
    [3, deadline + 1],
    [2, deadline + later],
    [2, deadline + later + 1],
    [4, deadline - random.integer(0, 86_400)],
    [2, deadline + random.integer(2, 400 * 86_400)],
  ])
  return { status, instant, answer: answerOf(terms, status, instant) }
}

/**
 * A hash of what is said of an order: its description, and how a settlement and a ruling of an amount that follows
 * from the description would divide the money. `describeOrder` and `decideEnding` answer; the lens must alike.
 */
function answerOf(terms: Order, status: OrderStatus, instant: UnixSeconds): Hex {
  const description = describeOrder(terms, status, instant)
  const described = keccak256(encodeDescription(orderId(terms, VECTOR_DOMAIN), description))
  const { status: current } = description
  const settlement = BigInt(described) % (paidIn(terms) + 1n)
  const ruling = BigInt(described) % (earnable(terms, current.claimed) + 1n)
  return keccak256(
    concatHex([
      described,
      encodeOutcome(terms, current, 'Settlement', settlement),
      encodeOutcome(terms, current, 'Ruling', ruling),
    ]),
  )
}

/** `abi.encode(described)` for the contract's test. */
export function encodeDescribed({ terms, looks }: Described): Hex {
  const encoded = looks.map(({ status, instant, answer }) => ({
    status: packStatus(status),
    instant,
    answer,
  }))
  return encodeAbiParameters(DESCRIBED_ABI, [{ terms, looks: encoded }])
}

/** A status as the one word that the contract stores. */
function packStatus(status: OrderStatus): bigint {
  const { state, deadline, drawn, claimed } = status
  return (
    BigInt(state) |
    (BigInt(encodeFlags(status)) << 8n) |
    (BigInt(deadline) << 16n) |
    (drawn << 56n) |
    (claimed << 152n)
  )
}

/** What `descriptions.json` holds. */
export function buildDescriptionsFile(seed: number, count: number): { looks: number; described: Hex[] } {
  const described = buildDescriptions(seed, count)
  return {
    looks: described.reduce((sum, { looks }) => sum + looks.length, 0),
    described: described.map(encodeDescribed),
  }
}
