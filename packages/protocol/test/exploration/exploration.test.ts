import { describe, expect, it } from 'vitest'
import { ACTS, DEFAULTS, type EndingName, isLive, State, type StateName } from '../../src/index.ts'
import { createShape, SHAPES } from '../../vectors/shapes.ts'
import { AMOUNTS } from './amounts.ts'
import { listTitles, nameLine } from './expected.ts'
import { type Exploration, exploreLifecycle } from './explore.ts'

const LIVE = (Object.keys(State) as StateName[]).filter((name) => isLive(State[name]))
const explored = SHAPES.map((shape) => exploreLifecycle(createShape(shape), AMOUNTS[0]!))
const union = (pick: (found: Exploration) => Iterable<string>) =>
  new Set(explored.flatMap((found) => [...pick(found)]))
const total = (count: (found: Exploration) => number) =>
  explored.reduce((sum, found) => sum + count(found), 0)

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

  it('does every line of the table, by everybody whom it names', () => {
    const expected = ACTS.flatMap((line) => listTitles(line).map((title) => `${nameLine(line)} by ${title}`))
    const defaults = Object.entries(DEFAULTS).flatMap(([state, lines]) =>
      lines.map(({ next }) => `${state} default ${'ends' in next ? next.ends : next.to}`),
    )
    expect([...union(({ shown }) => shown)].sort()).toEqual([...new Set([...expected, ...defaults])].sort())
  })

  it('ends in every way that the tables know, and in no other', () => {
    const byActs = ACTS.flatMap(({ state, next }) =>
      next !== 'stays' && 'ends' in next ? [`${state} ${next.ends}`] : [],
    )
    const byClock = LIVE.flatMap((state) =>
      DEFAULTS[state as keyof typeof DEFAULTS].flatMap(({ next }) =>
        'ends' in next ? [`${state} ${next.ends satisfies EndingName}`] : [],
      ),
    )
    expect([...union(({ endings }) => endings)].sort()).toEqual([...new Set([...byActs, ...byClock])].sort())
  })

  it('lets nothing but a refund happen to a settled order', () => {
    const moves = [...union(({ transitions }) => transitions.keys())]
      .filter((name) => name.startsWith(`${State.Settled} `))
      .map((name) => name.split(' | ')[2])
    expect(new Set(moves)).toEqual(new Set(['refund']))
  })
})
