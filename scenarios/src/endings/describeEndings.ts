import type { Story } from '../story.ts'
import { ENDING_STORIES } from './endingStories.ts'
import { type EndingLine, listEndings } from './listEndings.ts'
import { listTold } from './listTold.ts'

const HEAD = `# Endings

Every ending of every state, read from the protocol's tables, and who tells it. Made by \`npm run docs\` from
scenarios/src; do not edit. The stories of the last column are played one by one on a whole platform by
apps/cli/test/endings.test.ts, which compares every balance.

`

const COLUMNS = ['state', 'ends by', 'ending', 'told by the story', 'and by']

/** The page docs/specs/endings.md. Throws when an ending is told by nobody, or a story tells one that there is not. */
export function describeEndings(stories: readonly Story[]): string {
  const lines = listEndings()
  const told = stories.flatMap((story) => listTold(story).map((one) => ({ story: story.name, ...one })))
  for (const one of told) {
    if (lines.some((line) => isSame(line, one))) continue
    throw new Error(
      `${one.story}, step ${one.step}: ${one.state} does not end by ${one.way} as ${one.ending}`,
    )
  }
  const rows = lines.map((line, index) => {
    const { name } = ENDING_STORIES[index]!
    if (!listTold(ENDING_STORIES[index]!).some((one) => isSame(line, one))) {
      throw new Error(`the ending of ${line.state} by ${line.way} is told by nobody`)
    }
    const names = new Set(told.flatMap((one) => (isSame(line, one) ? one.story : [])))
    return [line.state, describeWay(line), line.ending, [...names].join(', '), name]
  })
  return `${HEAD}${formatTable([COLUMNS, ...rows])}`
}

/** A table as the formatter of this repository leaves it: every column as wide as its widest cell. */
function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const [head, ...body] = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column]!))))
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('')
}

function isSame(a: Pick<EndingLine, 'state' | 'way' | 'ending'>, b: typeof a): boolean {
  return a.state === b.state && a.way === b.way && a.ending === b.ending
}

const WORDS: Readonly<Record<string, string>> = {
  attestorNamed: 'an attestor is named',
  noAttestor: 'no attestor is named',
  arbiterNamed: 'an arbiter is named',
  backupNamed: 'a backup arbiter is named',
}

function describeWay({ way, when, unless }: EndingLine): string {
  const conditions = [
    ...when.map((condition) => `where ${WORDS[condition] ?? condition}`),
    ...unless.map((condition) => `unless ${WORDS[condition] ?? condition}`),
  ]
  return [way === 'default' ? 'the clock' : `\`${way}\``, ...conditions].join(', ')
}
