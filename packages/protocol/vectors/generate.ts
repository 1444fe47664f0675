import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildAccounts } from './accounts.ts'
import { buildAround } from './around.ts'
import { buildDescriptionsFile } from './descriptions.ts'
import { buildDetails } from './details.ts'
import { encodeHistory } from './encodeHistory.ts'
import { buildIds } from './ids.ts'
import { buildMatrixFile } from './matrix.ts'
import { createRandom } from './random.ts'
import { selectHistories } from './select.ts'
import { walkHistory } from './walk.ts'

/**
 * Writes the vectors by which the contracts are held equal to the lifecycle. Without options: the committed
 * `ids.json`, `accounts.json`, `around.json`, `details.json`, `matrix.json`, `descriptions.json`, and `histories.json`, picked from many walks for what they show.
 * With `--count`, that many walks of the seed, unpicked, into `--output`; with `--descriptions`, orders of that many
 * random terms.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    descriptions: { type: 'string' },
    steps: { type: 'string', default: '30' },
    output: { type: 'string' },
  },
})

const COMMITTED = { candidates: 4000, count: 260, steps: 2200, descriptions: 64 }

const seed = Number(values.seed)
const maxSteps = Number(values.steps)
const walks = (count: number) =>
  Array.from({ length: count }, (_, i) => walkHistory(createRandom(seed * 1_000_003 + i), maxSteps))

if (values.descriptions !== undefined) {
  write('descriptions.json', buildDescriptionsFile(seed, Number(values.descriptions)))
} else if (values.count !== undefined) {
  write('histories.json', { histories: walks(Number(values.count)).map(encodeHistory) }, 0)
} else {
  const picked = selectHistories(walks(COMMITTED.candidates), COMMITTED.count, COMMITTED.steps)
  write('histories.json', { histories: picked.map(encodeHistory) }, 0)
  write('ids.json', buildIds())
  write('accounts.json', buildAccounts())
  write('around.json', buildAround())
  write('details.json', buildDetails())
  write('matrix.json', buildMatrixFile())
  write('descriptions.json', buildDescriptionsFile(seed, COMMITTED.descriptions))
}

/** Into `--output`, or to where the tests read it. */
function write(name: string, content: object, indent = 1): void {
  const output = values.output ?? new URL(name, import.meta.url)
  writeFileSync(output, `${JSON.stringify(content, null, indent)}\n`)
}
