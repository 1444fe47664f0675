/**
 * The checks that take minutes and tools of Python's: `npm run check:deep [-- slither halmos mutation]`.
 *
 * `--sample N` tries N of the mutants, `--seed S` says which, `--relations` those of comparisons alone; `--histories` lets
 * survivors meet the random histories too. What was tried is kept, so an interrupted run goes on where it was. Exit codes: 0 all that ran is clean; 1 a
 * finding; 2 something could not run here and was skipped, which is said, while all that ran is clean.
 */
import { setPriority } from 'node:os'
import { parseArgs } from 'node:util'
import { checkHalmos } from './halmos.ts'
import { checkMutation } from './mutation.ts'
import { checkSlither } from './slither.ts'
import { ToolMissingError } from './tools.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string' },
    relations: { type: 'boolean' },
    histories: { type: 'boolean' },
  },
})
setPriority(10)

const checks: Readonly<Record<string, () => boolean>> = {
  slither: checkSlither,
  halmos: checkHalmos,
  mutation: () =>
    checkMutation({
      ...(values.sample !== undefined && { sample: Number(values.sample) }),
      ...(values.seed !== undefined && { seed: Number(values.seed) }),
      relations: values.relations === true,
      histories: values.histories === true,
    }),
}
const unknown = positionals.filter((name) => !(name in checks))
if (unknown.length > 0) {
  console.error(
    `There is no deep check named ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}.`,
  )
  process.exit(1)
}

const outcomes = Object.entries(checks)
  .filter(([name]) => positionals.length === 0 || positionals.includes(name))
  .map(([name, check]) => {
    try {
      const clean = check()
      console.log(`${clean ? '✓' : '✗'} ${name}`)
      return clean ? 0 : 1
    } catch (error) {
      if (!(error instanceof ToolMissingError)) throw error
      console.log(`skipped: ${name}: ${error.message}`)
      return 2
    }
  })
process.exitCode = outcomes.includes(1) ? 1 : Math.max(...outcomes)
