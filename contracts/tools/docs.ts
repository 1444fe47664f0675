/**
 * Writes what the specifications say of gas and tests: docs/specs/gas.md from the snapshots, a line of gas below each
 * action of docs/specs/actions.md, and docs/specs/tests.md from promises.ts, in which every test that is named must
 * exist. `--check` writes nothing and fails when a page is stale.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXTERNAL_CALLS, PROMISES, type Proof } from './promises.ts'

const root = join(import.meta.dirname, '../..')
const checkOnly = process.argv.includes('--check')
const execution = readFigures('execution')
const transaction = readFigures('transaction')

const pages: Readonly<Record<string, (before: string) => string>> = {
  'docs/specs/gas.md': writeGas,
  'docs/specs/actions.md': writeActions,
  'docs/specs/tests.md': writeTests,
  'docs/specs/threats.md': writeThreats,
}
const stale = Object.entries(pages).flatMap(([page, write]) => {
  const file = join(root, page)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const after = write(before)
  if (after === before) return []
  if (!checkOnly) writeFileSync(file, after)
  return [page]
})
if (checkOnly && stale.length > 0) {
  console.error(`Not what snapshots and tests say: ${stale.join(', ')}. Run: npm run docs`)
  process.exit(1)
}
console.log(stale.length === 0 ? 'The pages say what snapshots and tests say.' : `Wrote ${stale.join(', ')}.`)

function readFigures(group: string): Readonly<Record<string, number>> {
  const file = join(root, 'contracts/test/gas/snapshots', `${group}.json`)
  const figures = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value)]))
}

function format(value: number): string {
  return value.toLocaleString('en-US')
}

// ------------------------------------------------------------------ gas

function writeGas(): string {
  const measures = JSON.parse(readFileSync(join(root, 'contracts/test/gas/gas.json'), 'utf8')) as {
    id: string
    value: number
    transactionGas: number
  }[]
  const reach: Readonly<Record<string, readonly [number, number?]>> = {
    'gas.fundSettle.balance': [90_000, 80_000],
    'gas.fundSettle.erc3009': [150_000, 110_000],
    'gas.batch100': [45_000, 35_000],
    'gas.dispute': [30_000],
    'gas.rule': [45_000],
  }
  const plain = ['plainEscrow.fund', 'plainEscrow.confirm']
  const sum = (figures: Readonly<Record<string, number>>, names: readonly string[]) =>
    names.reduce((total, name) => total + figures[name]!, 0)
  const shop = ['fundSettle.shop.fund', 'fundSettle.shop.confirm']
  const whole = ['batch100.fund', 'batch100.confirm']
  return `# Gas

Made by \`npm run docs\` from the snapshots that \`node contracts/tools/check.ts\` holds to the unit. \`execution\` is what the call itself uses, all storage cold; \`transaction\` is with the 21,000 and the calldata of a transaction ([why](../decisions/0009-gas-is-execution-gas.md)). Parties have balances already, as after their first order.

## Against the bounds

The bounds are compared with execution.

${table(
  ['measure', 'execution', 'transaction', 'bound', 'aim'],
  [
    ...measures.map(({ id, value, transactionGas }) => [
      `\`${id}\``,
      format(value),
      format(transactionGas),
      mark(value, reach[id]?.[0]),
      mark(value, reach[id]?.[1]),
    ]),
    [
      'fund + confirm a shop order, from the balance',
      format(sum(execution, shop)),
      format(sum(transaction, shop)),
      '',
      '',
    ],
    [
      'fund + confirm in batches of 100, an order',
      format(sum(execution, whole)),
      format(sum(transaction, whole)),
      '',
      '',
    ],
    [
      'fund + confirm with the plainest escrow there is',
      format(sum(execution, plain)),
      format(sum(transaction, plain)),
      '',
      '',
    ],
  ],
)}

\`gas.batch100\` is what funding takes of each of a hundred orders in one batch: a hundred buyers, each of whom put in what the order costs and signed \`Fund\`; the seller signed all quotes at once. The plainest escrow (\`contracts/test/mocks/PlainEscrow.sol\`) takes the money by allowance and pays it out; it knows no deadline, dispute, fee or signature.

## Every action

${table(
  ['action', 'execution', 'transaction'],
  Object.keys(execution).map((name) => [`\`${name}\``, format(execution[name]!), format(transaction[name]!)]),
)}
`
}

function mark(value: number, bound: number | undefined): string {
  return bound === undefined ? '' : `${value <= bound ? '✓' : 'not reached:'} ≤ ${format(bound)}`
}

/** A section's figures are those whose first word is its title. */
function writeActions(before: string): string {
  return before.replace(
    /^## (\w+)\n\n(?:Gas: .*\n\n)?/gm,
    (_, title: string) => `## ${title}\n\n${gasLine(title)}`,
  )
}

function gasLine(title: string): string {
  const names = Object.keys(execution).filter((name) => name.split('.')[0] === title)
  const figures = names.map((name) => {
    const way = name.slice(title.length + 1).replaceAll('.', ', ')
    return way === '' ? format(execution[name]!) : `${format(execution[name]!)} (${way})`
  })
  return figures.length === 0 ? '' : `Gas: ${figures.join(' · ')}\n\n`
}

// ------------------------------------------------------------------ tests

function writeTests(): string {
  const rows = PROMISES.map(({ promise, proofs }) => [promise, proofs.map(nameProof).join('<br>')])
  const counts = countTests()
  return `# Tests of the contracts

Made by \`npm run docs\` from \`contracts/tools/promises.ts\`; every test that is named here exists, or the page cannot be made.

## What is promised, and the test that would notice

${table(['promise', 'test'], rows)}

## How many

${table(
  ['folder', 'tests'],
  Object.entries(counts).map(([folder, count]) => [`\`contracts/test/${folder}\``, String(count)]),
)}

The long forms, run before a release: ${writeCampaign()}
`
}

/** What the record of the last campaign says. */
function writeCampaign(): string {
  const file = join(root, 'contracts/test/campaign.json')
  if (!existsSync(file))
    return '`npm run campaign` (not run yet), `npm run check:deep` ([deep-checks.md](deep-checks.md)).'
  const { contract, runs } = JSON.parse(readFileSync(file, 'utf8')) as {
    contract: string
    runs: { kind: string; seed: number; count: number }[]
  }
  const of = (kind: string) => {
    const shards = runs.filter((run) => run.kind === kind)
    const seeds = shards.map(({ seed }) => seed)
    const count = shards.reduce((total, run) => total + run.count, 0)
    return `${format(count)} (seeds ${Math.min(...seeds)} to ${Math.max(...seeds)})`
  }
  return `\`npm run campaign\`, last on the contract whose runtime code has the SHA-256 \`${contract.slice(0, 16)}…\`: ${of('invariants')} calls against the invariants, ${of('histories')} histories equal in Solidity and TypeScript, none broken; \`npm run check:deep\`: [deep-checks.md](deep-checks.md).`
}

function nameProof({ file, name }: Proof): string {
  const path = join(root, file)
  if (!existsSync(path)) throw new Error(`promises.ts names ${file}, which is not there`)
  if (name === undefined) return `[${file}](../../${file})`
  if (!readFileSync(path, 'utf8').includes(name)) throw new Error(`${file} has no test ${name}`)
  return `[${name}](../../${file})`
}

function countTests(): Record<string, number> {
  const folder = join(root, 'contracts/test')
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const counts = names.map((name) => [name, countIn(join(folder, name))] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** Functions that forge runs; a contract that inherits them runs them again. */
function countIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sol'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .reduce(
      (count, text) => count + (text.match(/function (test|invariant|check)(Fuzz)?_\w+/g)?.length ?? 0),
      0,
    )
}

// ------------------------------------------------------------------ threats

function writeThreats(): string {
  const rows = EXTERNAL_CALLS.map(({ call, made, threat, answer, proofs }) => [
    `\`${call}\``,
    made,
    threat,
    answer,
    proofs.map(nameProof).join('<br>'),
  ])
  return `# What the contracts call, and what could come of it

Made by \`npm run docs\` from \`contracts/tools/promises.ts\`. \`Escrow\` calls nobody when it settles: recipients are credited. Every entry is locked while it runs (\`Reentered\`).

${table(['call', 'made by', 'threat', 'why it comes to nothing', 'test'], rows)}
`
}

// ------------------------------------------------------------------ text

/** With columns as wide as the formatter makes them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => widthOf(row[column]!))))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell))).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(Math.max(width, 3)))), ...rows.map(line)].join(
    '\n',
  )
}

function widthOf(text: string): number {
  return [...text].length
}
