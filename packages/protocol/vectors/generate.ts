import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildAccounts } from './accounts.ts'
import { encodeHistory } from './encodeHistory.ts'
import { buildIds } from './ids.ts'
import { createRandom } from './random.ts'
import { selectHistories } from './select.ts'
import { walkHistory } from './walk.ts'

/**
 * Writes the vectors by which the contract is held equal to the lifecycle. Without options: the committed
 * `ids.json`, `accounts.json` and `histories.json`, the last picked from many walks for what they show. With `--count`, that many walks of
 * the seed, unpicked, into `--output`.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    steps: { type: 'string', default: '30' },
    output: { type: 'string' },
  },
})

const COMMITTED = { candidates: 4000, count: 260, steps: 2200 }

const seed = Number(values.seed)
const maxSteps = Number(values.steps)
const walks = (count: number) =>
  Array.from({ length: count }, (_, i) => walkHistory(createRandom(seed * 1_000_003 + i), maxSteps))
const histories =
  values.count === undefined
    ? selectHistories(walks(COMMITTED.candidates), COMMITTED.count, COMMITTED.steps)
    : walks(Number(values.count))
const output = values.output ?? new URL('histories.json', import.meta.url)
writeFileSync(output, `${JSON.stringify({ histories: histories.map(encodeHistory) })}\n`)
if (values.count === undefined && values.output === undefined) {
  writeFileSync(new URL('ids.json', import.meta.url), `${JSON.stringify(buildIds(), null, 1)}\n`)
  writeFileSync(new URL('accounts.json', import.meta.url), `${JSON.stringify(buildAccounts(), null, 1)}\n`)
}
