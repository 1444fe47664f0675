/**
 * Whether the tests would notice: gambit and relations.ts change the contracts in thousands of small ways, and for each
 * of them some test must fail. Each mutant is compiled in this process and its bytecode put into the build of a copy, so that the
 * tests are compiled once. A mutant that compiles to the same bytecode as the contract is none. Those that live are
 * listed with a reason in survivors.md; one without a reason fails the check.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, compiled, compileWith, readProductionSettings } from './compile.ts'
import { makeRelationMutants } from './relations.ts'
import { cache, copyContracts, findForge, findTool, root, runIn } from './tools.ts'

/** Eleven files hold all that decides; interfaces have no code, types and words are held by the vectors. */
const MUTATED = [
  'Escrow',
  'Funding',
  'Orders',
  'Accounts',
  'Entry',
  'Payments',
  'TermsRules',
  'libraries/Acts',
  'libraries/OrderTerms',
  'libraries/Signers',
  'libraries/StatusWord',
]
const LEAST_SCORE = 0.95
/** By way of Yul the code does not compile without any step: these make the fewest. */
const LITTLE_OPTIMIZED = {
  viaIR: true,
  optimizer: {
    enabled: true,
    runs: 1,
    details: {
      yul: true,
      yulDetails: { stackAllocation: true, optimizerSteps: 'dhfoDgvulfnTUtnIf:fDnTOcmu' },
    },
  },
}
const CONFIG = 'contracts/tools/deep/mutation.toml'
const TIMEOUT_MS = 120_000

/** The quick tests first; most mutants die in them. Histories last, they take ten seconds. */
const STAGES = {
  quick: ['--match-path', 'contracts/test/{unit,economics}/*', '--no-match-contract', 'Relayed'],
  rest: ['--no-match-path', 'contracts/test/{invariant,gas}/*'],
  histories: ['--match-path', 'contracts/test/invariant/*', '--match-test', 'invariant_'],
} as const

interface Mutant {
  key: string // what it changes, in words that outlive line numbers
  file: string
  text: string
  hash: string
}
type Verdict = 'killed' | 'timeout' | 'invalid' | 'same' | 'alive'
interface Result {
  hash: string
  key: string
  file: string
  verdict: Verdict
  tests: string // the state of the tests that it was tried with
}

/** @returns Whether the score is high enough and every survivor is explained. */
export function checkMutation(options: {
  sample?: number
  seed?: number
  histories?: boolean
  relations?: boolean
}): boolean {
  const mutants = chooseMutants(makeMutants(options.relations ?? false), options.sample, options.seed ?? 1)
  const copy = copyContracts('mutation')
  const forge = findForge()
  const test = (args: readonly string[]) =>
    runIn(copy, forge, ['test', '--fail-fast', ...args], { config: CONFIG, timeoutMs: TIMEOUT_MS })
  const kept = openResults()
  const original = compileWith(compiled.Escrow, readSource(compiled.Escrow), LITTLE_OPTIMIZED)!
  // A first build makes what is replaced; with the contract itself in that place, compiled as mutants are, all must pass.
  const { status, stdout, stderr } = runIn(copy, forge, ['build'], { config: CONFIG })
  if (status !== 0) throw new Error(`the copy does not build\n${stdout}${stderr}`)
  installBinaries(copy, original)
  for (const stage of Object.values(STAGES)) {
    const { status, stdout, stderr } = test(stage)
    if (status !== 0) throw new Error(`the tests fail without any mutation\n${stdout}${stderr}`)
  }
  let production: Binaries | undefined
  const begun = Date.now()
  const results = mutants.map((mutant, index) => {
    const result = kept.find(mutant) ?? kept.add(mutant, tryMutant(mutant))
    if (index % 25 === 24) printProgress(index + 1, mutants.length, begun)
    return result
  })
  return report(results)

  function tryMutant({ file, text }: Mutant): Verdict {
    const binaries = compileWith(file, text, LITTLE_OPTIMIZED)
    if (binaries === undefined) return 'invalid'
    if (isSame(binaries, original)) return 'same'
    installBinaries(copy, binaries)
    for (const [name, stage] of Object.entries(STAGES)) {
      if (name === 'histories' && !options.histories) continue
      const { status, error } = test(stage)
      if (error !== undefined) return 'timeout'
      if (status !== 0) return 'killed'
    }
    const settings = readProductionSettings()
    production ??= compileWith(compiled.Escrow, readSource(compiled.Escrow), settings)!
    const optimized = compileWith(file, text, settings)
    return optimized !== undefined && isSame(optimized, production) ? 'same' : 'alive'
  }
}

function makeMutants(relationsOnly: boolean): Mutant[] {
  const gambit = findTool('certora_bins/gambit')
  return MUTATED.flatMap((name) => {
    const file = `contracts/src/${name}.sol`
    const folder = join(cache, 'mutants', name.replaceAll('/', '-'))
    rmSync(folder, { recursive: true, force: true })
    const solc = join(import.meta.dirname, 'solcForGambit.mjs')
    const args = ['mutate', '-f', file, '--solc', solc, '--skip_validate', '--outdir', folder]
    const { status, stdout, stderr } = runIn(root, gambit, args)
    if (status !== 0) throw new Error(`gambit failed on ${file}\n${stdout}${stderr}`)
    const listed = JSON.parse(readFileSync(join(folder, 'gambit_results.json'), 'utf8')) as {
      name: string
      diff: string
    }[]
    const ofGambit = listed.map(({ name: path, diff }) => {
      const text = readFileSync(join(folder, path), 'utf8')
      return { file, text, key: describe(name, diff), hash: digest(file + text) }
    })
    const ofRelations = makeRelationMutants(readSource(file)).map(({ text, before, after }) => {
      const key = describe(name, `\n\n-${before}\n+${after}`)
      return { file, text, key, hash: digest(file + text) }
    })
    return relationsOnly ? ofRelations : [...ofGambit, ...ofRelations]
  })
}

/** `Escrow: if (a) b ⇒ if (true) b`. */
function describe(name: string, diff: string): string {
  const lines = diff.split('\n').slice(2)
  const pick = (sign: string) =>
    lines
      .filter((line) => line.startsWith(sign) && !/^\+\s*\/\/\/ \w+Mutation/.test(line))
      .map((line) => line.slice(1).trim())
      .join(' ')
  return `${name.split('/').at(-1)}: ${pick('-')} ⇒ ${pick('+')}`.replaceAll('`', "'").replaceAll(/\s+/g, ' ')
}

/** Each once, in an order that only the seed decides: a smaller sample is part of a larger one. */
function chooseMutants(all: readonly Mutant[], sample: number | undefined, seed: number): Mutant[] {
  const once = [...new Map(all.map((mutant) => [mutant.hash, mutant])).values()]
  const ranked = once.map((mutant) => ({ mutant, rank: digest(`${seed} ${mutant.hash}`) }))
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1))
  console.log(`  ${once.length} mutants; ${Math.min(sample ?? once.length, once.length)} are tried`)
  return ranked.slice(0, sample).map(({ mutant }) => mutant)
}

/**
 * What was found before is kept while the contracts are the same: that a mutant dies, for good; that it lives, while
 * the tests are the same too.
 */
function openResults() {
  const file = join(cache, `mutation-${hashOf('contracts/src').slice(0, 12)}.jsonl`)
  const tests = hashOf('contracts/test').slice(0, 12)
  mkdirSync(cache, { recursive: true })
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : []
  const known = new Map(
    lines.map((line) => JSON.parse(line) as Result).map((result) => [result.hash, result]),
  )
  return {
    find({ hash }: Mutant): Result | undefined {
      const result = known.get(hash)
      return result?.verdict === 'alive' && result.tests !== tests ? undefined : result
    },
    add({ hash, key, file: source }: Mutant, verdict: Verdict): Result {
      const result = { hash, key, file: source, verdict, tests }
      appendFileSync(file, `${JSON.stringify(result)}\n`)
      if (verdict === 'alive') console.log(`  lives: ${key}`)
      return result
    },
  }
}

function installBinaries(copy: string, binaries: Binaries): void {
  for (const name of Object.keys(compiled) as (keyof Binaries)[]) {
    const path = join(copy, `contracts/out/${name}.sol/${name}.json`)
    const artifact = JSON.parse(readFileSync(path, 'utf8'))
    artifact.bytecode.object = `0x${binaries[name].creation}`
    artifact.deployedBytecode.object = `0x${binaries[name].runtime}`
    writeFileSync(path, JSON.stringify(artifact))
  }
}

function report(results: readonly Result[]): boolean {
  const explained = readExplained()
  const rows = [...new Set(results.map(({ file }) => file)), 'all'].map((file) => {
    const of = results.filter((result) => file === 'all' || result.file === file)
    const count = (...verdicts: Verdict[]) => of.filter(({ verdict }) => verdicts.includes(verdict)).length
    const [killed, alive] = [count('killed', 'timeout'), count('alive')]
    const score = killed + alive === 0 ? 1 : killed / (killed + alive)
    return { file, killed, alive, score, none: count('invalid', 'same') }
  })
  for (const { file, killed, alive, none, score } of rows) {
    console.log(`  ${file}: ${killed} killed, ${alive} live, ${none} are none; ${(100 * score).toFixed(1)} %`)
  }
  const survivors = results.filter(({ verdict, key }) => verdict === 'alive' && !explained.has(key))
  for (const { key } of survivors) console.error(`  not explained in survivors.md:\n- \`${key}\` — `)
  return rows.at(-1)!.score >= LEAST_SCORE && survivors.length === 0
}

/** The lines of survivors.md: a mutant between backticks, a dash, and why it lives. */
function readExplained(): Set<string> {
  const text = readFileSync(join(import.meta.dirname, 'survivors.md'), 'utf8')
  return new Set([...text.matchAll(/^- `(.+?)` — \S.*$/gm)].map(([, key]) => key!))
}

function printProgress(done: number, all: number, begun: number): void {
  const each = (Date.now() - begun) / done / 1000
  const left = Math.ceil(((all - done) * each) / 60)
  console.log(`  ${done} of ${all}; ${each.toFixed(1)} s each, ${left} min left`)
}

function isSame(a: Binaries, b: Binaries): boolean {
  return a.Escrow.creation === b.Escrow.creation && a.TermsRules.creation === b.TermsRules.creation
}

function readSource(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function hashOf(folder: string): string {
  const files = runIn(root, '/usr/bin/find', [folder, '-name', '*.sol']).stdout.trim().split('\n').sort()
  return digest(files.map((file) => file + readSource(file)).join('\n'))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
