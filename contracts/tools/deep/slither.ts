/**
 * Slither on the contracts: each finding is mended, or explained in slither-explained.json by the function that it is
 * about and its kind. A finding without an explanation fails, and so does an explanation without a finding.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { copyContracts, findTool, runIn } from './tools.ts'

interface Finding {
  check: string
  impact: string
  description: string
  elements: { type: string; name: string; type_specific_fields?: { parent?: { name?: string } } }[]
}

/** @returns Whether every finding is explained, and every explanation is of a finding. */
export function checkSlither(): boolean {
  const slither = findTool('bin/slither')
  const copy = copyContracts('slither')
  rmSync(join(copy, 'contracts/test'), { recursive: true })
  const { stdout, stderr } = runIn(copy, slither, [
    '.',
    '--filter-paths',
    'node_modules',
    '--json',
    join(copy, 'slither.json'),
  ])
  const file = join(copy, 'slither.json')
  const output = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  const analyzed = Number(/analyzed \((\d+) contracts/.exec(stderr)?.[1] ?? 0)
  if (output?.success !== true || analyzed === 0)
    throw new Error(`slither failed\n${stdout.slice(0, 2_000)}\n${stderr.slice(-4_000)}`)
  const findings = (output.results.detectors ?? []) as Finding[]
  const explained = readExplained()
  const names = new Set(findings.map(nameFinding))
  const open = findings.filter((finding) => !explained.has(nameFinding(finding)))
  for (const finding of open) {
    console.error(
      `  ${finding.impact}, not explained: "${nameFinding(finding)}"\n${finding.description.trim()}`,
    )
  }
  const gone = [...explained.keys()].filter((name) => !names.has(name))
  for (const name of gone) console.error(`  explained, but not found any more: "${name}"`)
  console.log(`  ${findings.length} findings of ${names.size} kinds and places, ${open.length} not explained`)
  return open.length === 0 && gone.length === 0
}

/** `reentrancy-eth in Escrow.fund`: its kind and its place, whatever the line. */
function nameFinding({ check, elements }: Finding): string {
  const [first] = elements
  if (first === undefined) return check
  const parent = first.type_specific_fields?.parent?.name
  return `${check} in ${parent === undefined ? '' : `${parent}.`}${first.name}`
}

function readExplained(): Map<string, string> {
  const text = readFileSync(join(import.meta.dirname, 'slither-explained.json'), 'utf8')
  const entries = Object.entries(JSON.parse(text) as Record<string, string>)
  const bare = entries.find(([, why]) => why.trim() === '')
  if (bare !== undefined) throw new Error(`slither-explained.json does not say why: ${bare[0]}`)
  return new Map(entries)
}
