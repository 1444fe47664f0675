import { describe, expect, it } from 'vitest'
import {
  type ActName,
  ACTS,
  DAY,
  areMet,
  DEFAULTS,
  isLive,
  type Order,
  State,
  STATE_NAMES,
  type StateName,
} from '../../src/index.ts'
import { createShape, SHAPES } from '../../vectors/shapes.ts'
import { createPlay, type Person, START } from '../playOrder.ts'
import { AMOUNTS } from './amounts.ts'
import { linesOf, listTitles, nameLine } from './expected.ts'
import { type Exploration, exploreLifecycle } from './explore.ts'

const explored = SHAPES.map((shape) => exploreLifecycle(createShape(shape), AMOUNTS[0]!))
const union = (pick: (found: Exploration) => Iterable<string>) =>
  new Set(explored.flatMap((found) => [...pick(found)]))
const total = (count: (found: Exploration) => number) =>
  explored.reduce((sum, found) => sum + count(found), 0)

type LiveName = keyof typeof DEFAULTS

function isLiveName(state: StateName): state is LiveName {
  return isLive(State[state])
}

function defaultOf(terms: Order, state: LiveName) {
  return DEFAULTS[state].find(({ when }) => areMet(when, terms))!
}

/** The states that orders of a shape come to. */
function statesOf({ states }: Exploration): StateName[] {
  return [...new Set([...states].map((key) => STATE_NAMES[Number(key.split(' ')[0])]!))]
}

/**
 * Invariant 4 follows by induction, from what every step is checked for: a state is never entered again, since its
 * number only rises; no step moves the deadline further than the window that it enters, the signed extension, three
 * days for a claim, and three days for the one delivery stated in a dispute; and from every state `lapse` alone
 * ends the order, each default one window after the last.
 */
describe('the whole lifecycle', () => {
  it('has this many states, transitions and refusals, each as the table says', () => {
    expect({
      shapes: explored.length,
      states: total(({ states }) => states.size),
      distinctStates: union(({ states }) => states).size,
      transitions: total(({ transitions }) => transitions.size),
      refusals: total(({ refusals }) => refusals),
    }).toEqual({ shapes: 48, states: 7440, distinctStates: 289, transitions: 157_848, refusals: 3_615_360 })
  })

  it('does not depend on the amounts', () => {
    for (const [i, shape] of SHAPES.entries()) {
      // Who pays and whether the seller is asked first decide how an order begins, not what follows.
      if (!shape.accept || !shape.payer) continue
      const other = exploreLifecycle(createShape(shape), AMOUNTS[1]!)
      expect([...other.transitions].sort()).toEqual([...explored[i]!.transitions].sort())
    }
  })

  it('does every line of the tables, by everybody whom it names, in every shape that knows it', () => {
    for (const [i, shape] of SHAPES.entries()) {
      const terms = createShape(shape)
      const states = statesOf(explored[i]!)
      const byActs = states.flatMap((state) =>
        linesOf(terms, State[state]).flatMap((line) =>
          listTitles(line, terms).map((title) => `${nameLine(line)} by ${title}`),
        ),
      )
      const byClock = states.filter(isLiveName).map((state) => {
        const { next } = defaultOf(terms, state)
        return `${state} default ${'ends' in next ? next.ends : next.to}`
      })
      expect([...explored[i]!.shown].sort()).toEqual([...byActs, ...byClock].sort())
    }
    const everywhere = ACTS.map(nameLine)
    const shown = [...union(({ shown: lines }) => lines)]
    expect(everywhere.filter((line) => !shown.some((one) => one.startsWith(`${line} by `)))).toEqual([])
  })

  it('ends from every state in every way that the tables know, and in no other', () => {
    for (const [i, shape] of SHAPES.entries()) {
      const terms = createShape(shape)
      const expected = statesOf(explored[i]!)
        .filter(isLiveName)
        .flatMap((state) => {
          const ways = [...linesOf(terms, State[state]), defaultOf(terms, state)]
          return ways.flatMap(({ next }) =>
            next !== 'stays' && 'ends' in next ? [`${state} ${next.ends}`] : [],
          )
        })
      expect([...explored[i]!.endings].sort()).toEqual([...new Set(expected)].sort())
    }
  })

  it('lasts, when everybody waits for the last second, exactly as long as its windows and what was granted', () => {
    const play = createPlay()
    const late = (person: Person, name: ActName, fields = {}) => {
      play.now = play.status().deadline
      play.do(person, name, fields)
    }
    const lapse = () => {
      play.now = play.status().deadline + 1
      play.do('stranger', 'lapse')
    }
    play.do('buyer', 'fund', { agreement: { buyer: true } })
    late('seller', 'accept')
    late('buyer', 'extend', { extraSeconds: 10 * DAY })
    late('attestor', 'inspect')
    lapse()
    late('seller', 'claim', { total: 1n })
    late('seller', 'claim', { total: 2n })
    late('buyer', 'extend', { extraSeconds: 10 * DAY })
    late('attestor', 'ship')
    late('buyer', 'extend', { extraSeconds: 10 * DAY })
    late('attestor', 'deliver')
    late('seller', 'claim', { total: 3n })
    late('buyer', 'extend', { extraSeconds: 3 * DAY })
    late('buyer', 'dispute')
    late('seller', 'escalate')
    lapse()
    lapse()
    const windows = Object.values(play.terms.windows).reduce((sum, window) => sum + window)
    const granted = 33 * DAY + 3 * 3 * DAY
    expect(play.status().state).toBe(State.Settled)
    expect(play.now - START).toBe(windows + play.terms.windows.ruling + granted + 1)
  })

  it('lets nothing but a refund happen to a settled order', () => {
    const moves = [...union(({ transitions }) => transitions.keys())]
      .filter((name) => name.startsWith(`${State.Settled} `))
      .map((name) => name.split(' | ')[2])
    expect(new Set(moves)).toEqual(new Set(['refund']))
  })
})
