/**
 * Checks what no test can: format, lint, the generated ABIs, that a test expects each error and event, what the code
 * cannot do, and the figures that are kept in test/gas/snapshots: gas, contract sizes and storage layout. All figures are exact; what grew or moved fails.
 * `--update` writes the figures instead, and test/gas/gas.json, which `npm run bench` reads.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listReachedErrors, listReachedEvents, requireReached } from './reached.ts'
import { checkStaticProperties } from './staticProperties.ts'

const contracts = join(import.meta.dirname, '..')
const snapshots = join(contracts, 'test/gas/snapshots')
const gasFile = join(contracts, 'test/gas/gas.json')
const isUpdate = process.argv.includes('--update')

/** A contract's code cannot be longer than this (EIP-170); what we leave of it is for mends. */
const MAX_RUNTIME_BYTES = 24_576
const LEAST_ROOM_BYTES = 2_000
const SIZED = [
  'Escrow',
  'TermsRules',
  'OrderLens',
  'ArbiterPanel',
  'KeyRegistry',
  'CheckpointLog',
  'PasskeyAccount',
  'PasskeyAccountFactory',
  'AccountDeployer',
  'TestUSDC',
]

const checks: Readonly<Record<string, () => void>> = {
  format: () => forge(['fmt', '--check', 'contracts/src', 'contracts/test']),
  abi: () => run(process.execPath, [join(contracts, 'tools/build.ts'), ...(isUpdate ? [] : ['--check'])]),
  size: () => compare('sizes.json', measureSizes()),
  errors: () => requireReached('error', listReachedErrors()),
  events: () => requireReached('event', listReachedEvents()),
  static: checkStaticProperties,
  layout: () => compare('layout.json', readLayout()),
  gas: checkGas,
  // After the builds: on changed sources, forge lint leaves artifacts without bytecode behind.
  lint: () => forge(['lint', '--deny', 'warnings', 'contracts/src']),
}

const failed = Object.entries(checks).flatMap(([name, check]) => {
  try {
    check()
    console.log(`✓ ${name}`)
    return []
  } catch (error) {
    console.error(`✗ ${name}: ${error instanceof Error ? error.message : error}`)
    return [name]
  }
})
process.exitCode = failed.length === 0 ? 0 : 1

/** Runs a command quietly. @throws Error with what it printed when it fails. */
function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
      maxBuffer: 2 ** 28,
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${args.join(' ')}\n${stdout}${stderr}`)
  }
}

function forge(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  return run(process.execPath, [join(contracts, 'tools/forge.mjs'), ...args], env)
}

/** Compares a figure with the one that is kept, or keeps it. */
function compare(name: string, actual: unknown): void {
  const file = join(snapshots, name)
  const text = `${JSON.stringify(actual, null, 2)}\n`
  if (isUpdate) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
    throw new Error(`differs from ${name}; if that is meant: node contracts/tools/check.ts --update\n${text}`)
}

function measureSizes(): Record<string, { runtimeBytes: number; creationBytes: number }> {
  forge(['build', 'contracts/src'])
  const sizes = Object.fromEntries(
    SIZED.map((name) => {
      const { bytecode, deployedBytecode } = JSON.parse(
        readFileSync(join(contracts, `out/${name}.sol/${name}.json`), 'utf8'),
      )
      return [
        name,
        { runtimeBytes: countBytes(deployedBytecode.object), creationBytes: countBytes(bytecode.object) },
      ]
    }),
  )
  for (const [name, { runtimeBytes }] of Object.entries(sizes)) {
    const room = MAX_RUNTIME_BYTES - runtimeBytes
    if (room < LEAST_ROOM_BYTES) throw new Error(`${name} leaves ${room} bytes of ${MAX_RUNTIME_BYTES}`)
  }
  return sizes
}

function countBytes(hex: string): number {
  return (hex.length - 2) / 2
}

/** Where the escrow keeps what; type names without the compiler's numbers. */
function readLayout(): unknown {
  const artifact = JSON.parse(readFileSync(join(contracts, 'out/Escrow.sol/Escrow.json'), 'utf8'))
  const { storage } = artifact.storageLayout as {
    storage: { label: string; slot: string; offset: number; type: string }[]
  }
  return storage.map(({ label, slot, offset, type }) => ({
    label,
    slot,
    offset,
    type: type.replaceAll(/\)\d+_storage/g, ')'),
  }))
}

/** Every figure must be as it is kept; the figures themselves are measured by test/gas. */
function checkGas(): void {
  forge(['test', '--match-path', 'contracts/test/gas/*'], {
    FORGE_SNAPSHOT_CHECK: String(!isUpdate),
    FORGE_SNAPSHOT_EMIT: String(isUpdate),
  })
  const text = `${JSON.stringify(listGasMeasures(), null, 2)}\n`
  if (isUpdate) writeFileSync(gasFile, text)
  else if (readFileSync(gasFile, 'utf8') !== text) throw new Error('gas.json is not what the snapshots say')
}

/** The figures of docs/measures.md: `value` is execution, without 21,000 and calldata of each transaction. */
function listGasMeasures() {
  const execution = readFigures('execution')
  const transaction = readFigures('transaction')
  const parts: Readonly<Record<string, readonly string[]>> = {
    'gas.fundSettle.balance': ['fundSettle.balance.fund', 'fundSettle.balance.confirm'],
    'gas.fundSettle.erc3009': ['fundSettle.erc3009.fund', 'fundSettle.erc3009.confirm'],
    'gas.batch100': ['batch100.fund'],
    'gas.dispute': ['dispute'],
    'gas.rule': ['rule'],
  }
  const sum = (figures: Record<string, number>, names: readonly string[]) =>
    names.reduce((total, name) => total + figures[name]!, 0)
  return Object.entries(parts).map(([id, names]) => ({
    id,
    value: sum(execution, names),
    unit: 'gas',
    transactionGas: sum(transaction, names),
  }))
}

function readFigures(group: string): Record<string, number> {
  const figures = JSON.parse(readFileSync(join(snapshots, `${group}.json`), 'utf8')) as Record<string, string>
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value)]))
}
