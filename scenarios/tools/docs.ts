/** Writes docs/specs/endings.md from the stories. `--check` writes nothing and fails when it differs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeEndings } from '../src/endings/describeEndings.ts'
import { STORIES } from '../src/stories/index.ts'

const path = join(import.meta.dirname, '../../docs/specs/endings.md')
const text = describeEndings(STORIES)
if (!process.argv.includes('--check')) {
  writeFileSync(path, text)
  console.log('Wrote docs/specs/endings.md.')
} else if (readFileSync(path, 'utf8') !== text) {
  console.error('docs/specs/endings.md is not what the stories tell. Run: npm run docs')
  process.exit(1)
} else console.log('docs/specs/endings.md is up to date.')
