// What `npm test` runs after set-up: the contracts' tests, then everything in TypeScript. Arguments choose among
// the TypeScript tests: npm test -- packages/protocol
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const chosen = process.argv.slice(2)

const steps = [
  ...(chosen.length === 0 ? [['Contracts', ['node', 'contracts/tools/forge.mjs', 'test']]] : []),
  ['TypeScript', ['vitest', 'run', ...chosen]],
]
const failed = steps.filter(([name, [command, ...args]]) => {
  console.log(`\n── ${name}`)
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status !== 0
})
console.log(
  failed.length === 0 ? '\nAll tests passed.' : `\nFailed: ${failed.map(([name]) => name).join(', ')}`,
)
process.exit(failed.length === 0 ? 0 : 1)
