import {
  ACTS,
  type Act,
  type ActName,
  type Condition,
  DEFAULTS,
  type EndingName,
  isLive,
  type Next,
  State,
  STATE_NAMES,
  type StateName,
  type Windows,
} from '../src/index.ts'

const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  attestorNamed: 'attestor named',
  noAttestor: 'no attestor',
  arbiterNamed: 'arbiter named',
  backupNamed: 'backup named',
  inspection: 'with inspection',
  noInspection: 'no inspection',
}

/** What holds where an earlier line with this condition does not count. */
const OTHERWISE_WORDS: Readonly<Partial<Record<Condition, string>>> = {
  attestorNamed: 'no attestor',
  backupNamed: 'no backup',
}

const ENDING_WORDS: Readonly<Record<EndingName, string>> = {
  Refund: 'refund',
  Earned: 'earned',
  Abandoned: 'abandoned',
  Silence: 'silence',
  Settlement: 'settlement',
  Ruling: 'ruling',
  Revoked: 'revoked',
}

/** How an order begins: funding is no act on a funded order, so it stands in no table. */
const OPENINGS: readonly {
  readonly to: StateName
  readonly window: keyof Windows
  readonly label: string
}[] = [
  { to: 'Requested', window: 'accept', label: 'fund' },
  { to: 'Accepted', window: 'fulfil', label: 'fund, the seller had agreed' },
]

const LIVE = STATE_NAMES.filter((name) => isLive(State[name])) as (keyof typeof DEFAULTS)[]

type Edge = { readonly from: string; readonly to: string; readonly label: string }

/** Acts that end an order in nearly every state would hide all else in a picture. */
function isEverywhere(action: ActName): boolean {
  return ACTS.filter((act) => act.action === action).length >= LIVE.length - 1
}

function wordConditions(when: readonly Condition[] = []): string {
  return when.map((condition) => CONDITION_WORDS[condition]).join(', ')
}

/** On what the `index`-th default of a state depends: its own conditions, or that those before it do not hold. */
function wordDefault(state: keyof typeof DEFAULTS, index: number): string {
  const lines = DEFAULTS[state]
  const otherwise = lines.slice(0, index).flatMap(({ when = [] }) => when)
  const words = otherwise.map((condition) => {
    const word = OTHERWISE_WORDS[condition]
    if (word === undefined) throw new Error(`no word for what is left when ${condition} does not hold`)
    return word
  })
  return [...words, ...(lines[index]!.when ?? []).map((condition) => CONDITION_WORDS[condition])].join(', ')
}

function wordParties(by: readonly string[]): string {
  return by.map((party) => (party === 'backupArbiter' ? 'backup arbiter' : party)).join(' or ')
}

function listEdges(): Edge[] {
  const openings = OPENINGS.map(({ to, label }) => ({ from: '[*]', to, label }))
  const acts = ACTS.flatMap(({ state, action, by, when, next }): Edge[] => {
    if (next === 'stays' || isEverywhere(action)) return []
    const conditions = wordConditions(when)
    const label = `${action} by ${wordParties(by)}${conditions && ` (${conditions})`}`
    return [{ from: state, to: 'to' in next ? next.to : 'Settled', label }]
  })
  const clock = LIVE.flatMap((from) =>
    DEFAULTS[from].map(({ next }, i): Edge => {
      const conditions = wordDefault(from, i)
      const ending = 'ends' in next ? `, ${ENDING_WORDS[next.ends]}` : ''
      return {
        from,
        to: 'to' in next ? next.to : 'Settled',
        label: `the clock${ending}${conditions && ` (${conditions})`}`,
      }
    }),
  )
  const edges = [...acts, ...clock].sort((a, b) => State[a.from as StateName] - State[b.from as StateName])
  return [...openings, ...edges, { from: 'Settled', to: '[*]', label: '' }]
}

/** The state diagram, every change of state with who makes it. */
export function drawDiagram(): string {
  const lines = listEdges().map(({ from, to, label }) => `    ${from} --> ${to}${label && `: ${label}`}`)
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n')
}

/** Every change of state, as `From --> To`: what a picture that shows less may show. */
export function listWays(): ReadonlySet<string> {
  return new Set(listEdges().map(({ from, to }) => `${from} --> ${to}`))
}

/** States with their windows and defaults. */
export function writeStates(): string {
  const rows = LIVE.flatMap((state) =>
    DEFAULTS[state].map(({ next }, i) => {
      const conditions = wordDefault(state, i)
      const result = 'ends' in next ? ENDING_WORDS[next.ends] : `\`${next.to}\``
      return [`\`${state}\`${conditions && `, ${conditions}`}`, windowOf(state), result]
    }),
  )
  return writeTable(['state', 'window', 'default'], rows)
}

/** The acts, those that differ in nothing but the state in one row. */
export function writeActs(): string {
  const groups = new Map<string, Act[]>()
  for (const act of ACTS) {
    const { action, by, operators, when, next } = act
    const key = JSON.stringify([action, by, operators, when, next])
    groups.set(key, [...(groups.get(key) ?? []), act])
  }
  const rows = [...groups.values()]
    .sort((a, b) => orderOf(a) - orderOf(b))
    .map((acts) => {
      const { action, by, operators, when, next } = acts[0]!
      const parties = action === 'settle' ? by.join(' and ') : wordParties(by)
      return [
        `[\`${action}\`](actions.md#${action})`,
        parties,
        operators ? 'yes' : '–',
        wordStates(acts.map(({ state }) => state)),
        wordConditions(when) || '–',
        wordNext(next),
      ]
    })
  return writeTable(['act', 'by', 'operator', 'in', 'when', 'then'], rows)
}

/** Rows in the order in which an order lives, what can always be done last. */
function orderOf(acts: readonly Act[]): number {
  const [{ action, state }] = acts as [Act]
  const isLast = isEverywhere(action) || acts.length > 3
  return (isLast ? 100 : 0) + State[state]
}

function wordStates(states: readonly StateName[]): string {
  const live = states.filter((state) => isLive(State[state]))
  if (states.length > LIVE.length) return 'every state, `Settled` too'
  if (live.length === LIVE.length) return 'every live state'
  if (live.length === LIVE.length - 1 && !live.includes('Requested'))
    return 'every live state but `Requested`'
  return states.map((state) => `\`${state}\``).join(', ')
}

function wordNext(next: Next): string {
  if (next === 'stays') return 'stays'
  return 'to' in next ? `\`${next.to}\`` : `\`Settled\`: ${ENDING_WORDS[next.ends]}`
}

function windowOf(state: StateName): string {
  const ways = [
    ...OPENINGS,
    ...ACTS.map(({ next }) => next),
    ...LIVE.flatMap((from) => DEFAULTS[from].map(({ next }) => next)),
  ]
  const windows = ways.flatMap((way) =>
    way !== 'stays' && 'to' in way && way.to === state ? [way.window] : [],
  )
  if (new Set(windows).size !== 1)
    throw new Error(`${state} is entered with the windows ${windows.join(', ')}`)
  return windows[0]!
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, 3, ...rows.map((row) => row[i]!.length)))
  const write = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`
  return [
    write(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(write),
  ].join('\n')
}
