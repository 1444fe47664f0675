/**
 * Writes what the specifications say of the lifecycle from the tables that decide it, between the markers
 * `<!-- lifecycle:NAME -->` and `<!-- /lifecycle -->`, and checks the ways that the README draws. `--check` writes nothing and fails when a page is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { drawDiagram, listWays, writeActs, writeStates } from './lifecycleDocs.ts'

const root = join(import.meta.dirname, '../../..')
const checkOnly = process.argv.includes('--check')

const PARTS: Readonly<Record<string, () => string>> = {
  diagram: drawDiagram,
  states: writeStates,
  acts: writeActs,
}
const PAGES: Readonly<Record<string, readonly string[]>> = {
  'docs/specs/order.md': ['diagram', 'states', 'acts'],
}
/** Pictures that people drew smaller, in their own words: they may leave out ways and never invent one. */
const PICTURES = ['README.md']
const MARKED = /(<!-- lifecycle:(\w+) -->\n\n)[\s\S]*?(\n\n<!-- \/lifecycle -->)/g

const stale = Object.entries(PAGES).flatMap(([page, parts]) => {
  const file = join(root, page)
  const before = readFileSync(file, 'utf8')
  const found: string[] = []
  const after = before.replace(MARKED, (_, open: string, name: string, close: string) => {
    found.push(name)
    return `${open}${PARTS[name]!()}${close}`
  })
  if (found.join() !== parts.join())
    throw new Error(`${page} has the parts ${found.join()}, not ${parts.join()}`)
  if (after === before) return []
  if (!checkOnly) writeFileSync(file, after)
  return [relative(root, file)]
})

for (const page of PICTURES) {
  const drawn = [...readFileSync(join(root, page), 'utf8').matchAll(/^ +(\S+ --> [^:\n]+)/gm)].map(
    ([, way]) => way!,
  )
  const invented = drawn.filter((way) => !listWays().has(way.trim()))
  if (drawn.length === 0 || invented.length > 0)
    throw new Error(`${page} draws ${invented.join(', ') || 'nothing'}, which the lifecycle does not know`)
}
if (checkOnly && stale.length > 0) {
  console.error(`Not what the lifecycle says: ${stale.join(', ')}. Run: npm run docs`)
  process.exit(1)
}
console.log(stale.length === 0 ? 'The pages say what the lifecycle says.' : `Wrote ${stale.join(', ')}.`)
