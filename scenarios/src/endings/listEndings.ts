import { ACTS, type Condition, DEFAULTS, type EndingName, type StateName } from '@cinnabar/protocol'

/** One way in which an order ends out of a state: by an act, or by the clock (`default`), or before it is funded. */
export type EndingLine = {
  readonly state: StateName
  readonly way: 'cancel' | 'confirm' | 'settle' | 'rule' | 'revoke' | 'default'
  readonly ending: EndingName
  /** What must hold of the terms, and what must not. */
  readonly when: readonly Condition[]
  readonly unless: readonly Condition[]
}

/**
 * Every ending of every state, read from the protocol's own tables. Acts of several parties are one line; `revoke` is
 * no act on a funded order, so no table has it.
 */
export function listEndings(): EndingLine[] {
  const revoked: EndingLine = { state: 'None', way: 'revoke', ending: 'Revoked', when: [], unless: [] }
  const acts = ACTS.flatMap(({ state, action, when = [], next }): EndingLine[] =>
    typeof next === 'object' && 'ends' in next
      ? [{ state, way: action as EndingLine['way'], ending: next.ends, when, unless: [] }]
      : [],
  )
  const defaults = Object.entries(DEFAULTS).flatMap(([state, lines]) =>
    lines.flatMap(({ when = [], next }, index): EndingLine[] => {
      if (!('ends' in next)) return []
      // The first line that holds counts: a later one needs that the earlier ones do not.
      const unless = lines.slice(0, index).flatMap((line) => line.when ?? [])
      return [{ state: state as StateName, way: 'default', ending: next.ends, when, unless }]
    }),
  )
  const order = ['None', ...Object.keys(DEFAULTS)]
  return [revoked, ...acts, ...defaults].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}
