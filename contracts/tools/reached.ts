/**
 * Which tests expect each custom error and each event of IEscrow. A test expects an error when it, or a function that
 * it calls by name, mentions the error's selector beside an expectation; and an event when it emits it to be compared.
 * `node contracts/tools/reached.ts` lists them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const contracts = join(import.meta.dirname, '..')

interface SolidityFunction {
  name: string
  file: string
  body: string
}

/** The tests that reach each error or event, by its name; none where nothing tests it. */
export type Reached = ReadonlyMap<string, readonly string[]>

export function listReachedErrors(): Reached {
  return listReached('error', (name) => {
    const mention = new RegExp(`\\bIEscrow\\.${name}\\.selector\\b`)
    return ({ body }) => mention.test(body) && /\b_?expect\w*\(|\bassert\w+\(|==/.test(body)
  })
}

export function listReachedEvents(): Reached {
  return listReached('event', (name) => {
    const mention = new RegExp(`\\bemit IEscrow\\.${name}\\(|\\bIEscrow\\.${name}\\.selector\\b`)
    return ({ body }) => mention.test(body) && /\bexpectEmit\(|\bgetRecordedLogs\(|\btopics\b/.test(body)
  })
}

/** @throws Error with the names that no test expects. */
export function requireReached(kind: string, reached: Reached): void {
  const missing = [...reached].filter(([, tests]) => tests.length === 0).map(([name]) => name)
  if (reached.size === 0) throw new Error(`IEscrow has no ${kind}: it is read wrongly`)
  if (missing.length > 0) throw new Error(`no test expects the ${kind} ${missing.join(', ')}`)
}

function listReached(
  kind: 'error' | 'event',
  isMention: (name: string) => (tested: SolidityFunction) => boolean,
): Reached {
  const functions = readFunctions()
  const source = readFileSync(join(contracts, 'src/interfaces/IEscrow.sol'), 'utf8')
  const names = [...source.matchAll(new RegExp(`^    ${kind} (\\w+)\\(`, 'gm'))].map(([, name]) => name!)
  return new Map(
    names.map((name) => {
      const direct = functions.filter(isMention(name))
      const tests = [...withCallers(direct, functions)].filter((each) => /^(test|invariant)/.test(each.name))
      return [name, tests.map((each) => `${each.file}: ${each.name}`)]
    }),
  )
}

/** A function of a fixture counts for all files; one of a test's file for that file alone. */
function withCallers(direct: readonly SolidityFunction[], all: readonly SolidityFunction[]) {
  const found = new Set(direct)
  for (const { name, file } of found) {
    const isShared = !file.endsWith('.t.sol')
    const call = new RegExp(`\\b${name}\\(`)
    for (const each of all) if ((isShared || each.file === file) && call.test(each.body)) found.add(each)
  }
  return found
}

function readFunctions(): SolidityFunction[] {
  const folder = join(contracts, 'test')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.sol'),
  )
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll(/\/\/.*$/gm, '')
    return [...text.matchAll(/\bfunction (\w+)\(/g)].map(({ 1: name, index }) => ({
      name: name!,
      file,
      body: readBody(text, index),
    }))
  })
}

/** From the first brace after `start` to the one that closes it; empty for a declaration. */
function readBody(text: string, start: number): string {
  const open = text.indexOf('{', start)
  const end = text.indexOf(';', start)
  if (open === -1 || (end !== -1 && end < open)) return ''
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return text.slice(open, at + 1)
  }
  return text.slice(open)
}

if (import.meta.main) {
  for (const [name, tests] of [...listReachedErrors(), ...listReachedEvents()]) {
    console.log(`${name}: ${tests.length === 0 ? 'NONE' : `${tests[0]} and ${tests.length - 1} more`}`)
  }
}
