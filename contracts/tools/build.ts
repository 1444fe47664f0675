/**
 * Compiles the contracts and writes their ABIs and bytecode into packages/protocol/src/generated, so that
 * nobody who runs Cinnabar needs a Solidity compiler. `--check` writes nothing and fails when they differ.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const contracts = join(import.meta.dirname, '..')
const generated = join(contracts, '../packages/protocol/src/generated')
const names = {
  accountDeployer: 'AccountDeployer',
  arbiterPanel: 'ArbiterPanel',
  checkpointLog: 'CheckpointLog',
  escrow: 'Escrow',
  keyRegistry: 'KeyRegistry',
  orderLens: 'OrderLens',
  passkeyAccount: 'PasskeyAccount',
  passkeyAccountFactory: 'PasskeyAccountFactory',
  testUsdc: 'TestUSDC',
}
type DeployedCode = {
  object: string
  /** Where each immutable stands, by its id. All are words. */
  immutableReferences: Record<string, { start: number; length: number }[]>
}
const checkOnly = process.argv.includes('--check')

execFileSync(process.execPath, [join(contracts, 'tools/forge.mjs'), 'build', 'contracts/src'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
mkdirSync(generated, { recursive: true })
const stale = Object.entries(names).flatMap(([key, name]) => {
  const artifact = JSON.parse(readFileSync(join(contracts, `out/${name}.sol/${name}.json`), 'utf8'))
  return [
    ...(key === 'arbiterPanel' ? [writeRuntime(key, artifact)] : []),
    writeGenerated(`${key}Abi`, `${JSON.stringify(artifact.abi, null, 2)} as const`),
    writeGenerated(`${key}Bytecode`, `'${artifact.bytecode.object}'`),
  ].filter((file) => file !== undefined)
})
if (checkOnly && stale.length > 0) {
  console.error(`Not what the contracts compile to: ${stale.join(', ')}. Run: npm run build:contracts`)
  process.exit(1)
}
console.log(
  checkOnly ? 'The generated ABIs are up to date.' : `Wrote ABIs to packages/protocol/src/generated.`,
)

/** How a deployed contract that anybody may deploy is told: its code ends the creation code, but for its immutables. */
function writeRuntime(
  key: string,
  { bytecode, deployedBytecode }: { bytecode: { object: string }; deployedBytecode: DeployedCode },
): string | undefined {
  const code = deployedBytecode.object.slice(2)
  if (!bytecode.object.endsWith(code)) throw new Error(`${key}: the creation code does not end with the code`)
  const immutables = Object.values(deployedBytecode.immutableReferences)
    .map((places) => places.map(({ start }) => start))
    .toSorted(([one = 0], [other = 0]) => one - other)
  const runtime = JSON.stringify({ bytes: code.length / 2, immutables }, null, 2)
  return writeGenerated(`${key}Runtime`, `${runtime} as const`)
}

/** @returns The file's name when it was not as it should be. */
function writeGenerated(constant: string, value: string): string | undefined {
  const file = join(generated, `${constant}.ts`)
  const text = `// Made by contracts/tools/build.ts from contracts/src. Do not edit.\nexport const ${constant} = ${value}\n`
  if (readIfPresent(file) === text) return undefined
  if (!checkOnly) writeFileSync(file, text)
  return `${constant}.ts`
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
