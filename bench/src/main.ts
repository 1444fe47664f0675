import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GROUPS } from './groups/index.ts'
import { isReached, type Measurement, REACH, type Reach } from './measurement.ts'

/** `npm run bench [-- GROUP…]`: measures, prints a table, and keeps the figures in bench/results.json. */
type Result = Measurement & {
  readonly reach: Reach | null
  readonly reached: boolean | null
  readonly at: string
  readonly commit: string
}

const file = join(import.meta.dirname, '../results.json')
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !GROUPS.some((group) => group.name === name))
if (unknown.length > 0) {
  console.error(
    `No group is called ${unknown.join(', ')}. There are: ${GROUPS.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
const results: Result[] = []
for (const group of GROUPS) {
  if (chosen.length > 0 && !chosen.includes(group.name)) continue
  console.error(`Measuring ${group.name} …`)
  const measurements = await group.measure((text) => console.error(`  ${text}`))
  results.push(...measurements.map(judge))
}
const measured = new Set(results.map(({ id }) => id))
const kept = readResults().filter(({ id }) => !measured.has(id))
writeFileSync(
  file,
  `${JSON.stringify(
    [...kept, ...results].sort((a, b) => (a.id < b.id ? -1 : 1)),
    null,
    2,
  )}\n`,
)
for (const { id, value, unit, reach, reached } of results) {
  const bound = reach === null ? '' : 'atMost' in reach ? `≤ ${reach.atMost}` : `≥ ${reach.atLeast}`
  const verdict = reached === null ? '' : reached ? 'reached' : 'NOT REACHED'
  console.log(
    `${id.padEnd(28)} ${String(value).padStart(10)} ${unit.padEnd(10)} ${bound.padEnd(10)} ${verdict}`,
  )
}

function judge(measurement: Measurement): Result {
  const reach = REACH[measurement.id] ?? null
  const reached = reach === null ? null : isReached(reach, measurement.value)
  return { ...measurement, reach, reached, at: new Date().toISOString(), commit }
}

function readResults(): Result[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}
