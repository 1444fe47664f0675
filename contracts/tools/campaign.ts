/**
 * The long campaigns before a release: random histories against the invariants, and random histories of
 * packages/protocol replayed by the contract. Both run in shards, each by a seed of its own. What was run is kept in
 * test/campaign.json with the hash of the contract that it ran on: started again it goes on where it stopped, and a
 * changed contract starts anew.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const CALLS_A_SHARD = 50_000
const DEPTH = 500
const HISTORIES_A_SHARD = 500

const HELP = `npm run campaign -- [options]
  --calls N       calls against the invariants (10000000)
  --histories N   histories replayed in Solidity and TypeScript (100000)
  --seed S        the first shard's seed; the others follow (1)
  --jobs N        shards at a time (the machine's cores)
  --record FILE   where to keep what was run (contracts/test/campaign.json)
  --minutes N     start no further shard after so long; go on later`

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '10000000' },
    histories: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    record: { type: 'string' },
    minutes: { type: 'string', default: 'Infinity' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
for (const name of ['calls', 'histories', 'seed', 'jobs', 'minutes'] as const) {
  if (Number(values[name]) >= 0) continue
  console.error(`--${name} is not a number: ${values[name]}\n${HELP}`)
  process.exit(2)
}

type Kind = 'invariants' | 'histories'
type Shard = { readonly kind: Kind; readonly seed: number }
type Run = Shard & { readonly count: number; readonly seconds: number }
/** `contract` is the hash of the runtime code of Escrow. */
type Campaign = { readonly contract: string; readonly runs: readonly Run[] }

const contracts = join(import.meta.dirname, '..')
const vectors = join(contracts, '../packages/protocol/vectors')
const record = values.record ?? join(contracts, 'test/campaign.json')

// Once before the shards, which run beside each other.
if (!(await forge(['build'], {}))) process.exit(1)
const contract = hashContract()
let campaign = readCampaign()
const waiting = listShards().filter(({ kind, seed }) => !isDone(kind, seed))
const total = waiting.length
const until = Date.now() + Number(values.minutes) * 60_000
const failed: Shard[] = []
console.log(`${total} shards to run, ${campaign.runs.length} were run before`)
await Promise.all(Array.from({ length: Number(values.jobs) }, work))

const sum = (kind: Kind) =>
  campaign.runs.filter((run) => run.kind === kind).reduce((count, run) => count + run.count, 0)
console.log(
  `${sum('invariants')} calls and ${sum('histories')} histories on contract ${contract.slice(0, 12)}…; ${failed.length} shards failed`,
)
for (const { kind, seed } of failed) console.error(`failed: ${kind} with seed ${seed}`)
process.exit(failed.length === 0 ? 0 : 1)

async function work(): Promise<void> {
  for (let shard = waiting.shift(); shard !== undefined && Date.now() < until; shard = waiting.shift()) {
    const started = Date.now()
    const passed = await run(shard)
    const seconds = Math.round((Date.now() - started) / 1_000)
    const done = `${shard.kind} ${shard.seed}: ${passed ? 'passed' : 'FAILED'} in ${seconds} s, ${waiting.length} of ${total} left`
    console.log(done)
    if (passed) keep({ ...shard, count: countOf(shard.kind), seconds })
    else failed.push(shard)
  }
}

async function run({ kind, seed }: Shard): Promise<boolean> {
  if (kind === 'invariants') {
    return forge(['test', '--match-path', 'contracts/test/invariant/*', '--match-test', 'invariant_escrow'], {
      FOUNDRY_FUZZ_SEED: `0x${seed.toString(16)}`,
      FOUNDRY_INVARIANT_RUNS: String(CALLS_A_SHARD / DEPTH),
      FOUNDRY_INVARIANT_DEPTH: String(DEPTH),
      FOUNDRY_INVARIANT_CHECK_INTERVAL: String(DEPTH),
      FOUNDRY_INVARIANT_SHOW_METRICS: 'false',
      FOUNDRY_INVARIANT_FAILURE_PERSIST_DIR: `cache/campaign-${seed}`,
    })
  }
  const file = `campaign-${seed}.json`
  const output = join(vectors, file)
  try {
    const generate = join(vectors, 'generate.ts')
    const count = String(HISTORIES_A_SHARD)
    const args = [generate, '--count', count, '--seed', String(seed), '--output', output]
    return (
      (await execute(process.execPath, args, {})) &&
      (await forge(['test', '--match-path', 'contracts/test/differential/histories.t.sol'], {
        CINNABAR_HISTORIES: file,
      }))
    )
  } finally {
    rmSync(output, { force: true })
  }
}

function forge(args: readonly string[], env: Readonly<Record<string, string>>): Promise<boolean> {
  return execute(process.execPath, [join(contracts, 'tools/forge.mjs'), ...args], env)
}

/** Shows what a command printed when it fails. */
function execute(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('close', (status) => {
      if (status !== 0) console.error(output)
      resolve(status === 0)
    })
  })
}

function countOf(kind: Kind): number {
  return kind === 'invariants' ? CALLS_A_SHARD : HISTORIES_A_SHARD
}

function listShards(): Shard[] {
  const first = Number(values.seed)
  const list = (kind: Kind, count: number) =>
    Array.from({ length: Math.ceil(count / countOf(kind)) }, (_, i) => ({ kind, seed: first + i }))
  return [...list('histories', Number(values.histories)), ...list('invariants', Number(values.calls))]
}

function isDone(kind: Kind, seed: number): boolean {
  return campaign.runs.some((run) => run.kind === kind && run.seed === seed)
}

function hashContract(): string {
  const artifact = join(contracts, 'out/Escrow.sol/Escrow.json')
  const { deployedBytecode } = JSON.parse(readFileSync(artifact, 'utf8'))
  return createHash('sha256').update(deployedBytecode.object).digest('hex')
}

function readCampaign(): Campaign {
  if (!existsSync(record)) return { contract, runs: [] }
  const kept = JSON.parse(readFileSync(record, 'utf8')) as Campaign
  return kept.contract === contract ? kept : { contract, runs: [] }
}

/** Written anew after each shard, to a name of its own first: a killed campaign loses nothing that was run. */
function keep(run: Run): void {
  const runs = [...campaign.runs, run].sort((a, b) => a.kind.localeCompare(b.kind) || a.seed - b.seed)
  campaign = { contract, runs }
  const lines = runs.map((one) => `    ${JSON.stringify(one)}`).join(',\n')
  writeFileSync(`${record}.tmp`, `{\n  "contract": "${contract}",\n  "runs": [\n${lines}\n  ]\n}\n`)
  renameSync(`${record}.tmp`, record)
}
