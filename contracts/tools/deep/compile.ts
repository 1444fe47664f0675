/** Compiles the escrow in this process, where the compiler stays warm: half a second instead of three. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './tools.ts'

interface Compiler {
  compile(input: string, callbacks: { import(path: string): { contents: string } }): string
}
interface Bytecode {
  object: string
}
interface Output {
  errors?: { severity: string }[]
  contracts?: Record<string, Record<string, { evm: { bytecode: Bytecode; deployedBytecode: Bytecode } }>>
}

const compiler: Compiler = createRequire(import.meta.url)('solc')
const sources = new Map<string, string>()
export const compiled = { Escrow: 'contracts/src/Escrow.sol', TermsRules: 'contracts/src/TermsRules.sol' }

/** Bytecode of each contract of `compiled`: of its creation and of its runtime, in hex without a prefix. */
export type Binaries = Record<keyof typeof compiled, { creation: string; runtime: string }>

/**
 * Compiles the contracts with one file changed.
 *
 * @param file - The changed file's path from the root.
 * @param settings - The compiler's, besides what says the same for all.
 * @returns Undefined when it does not compile.
 */
export function compileWith(
  file: string,
  text: string,
  settings: Readonly<Record<string, unknown>>,
): Binaries | undefined {
  const entries = Object.values(compiled).map((path) => [
    path,
    { content: path === file ? text : read(path) },
  ])
  const input = {
    language: 'Solidity',
    sources: { ...Object.fromEntries(entries), [file]: { content: text } },
    settings: {
      remappings: ['@openzeppelin/contracts/=node_modules/@openzeppelin/contracts/'],
      evmVersion: 'prague',
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection: { '*': { '*': ['evm.bytecode.object', 'evm.deployedBytecode.object'] } },
      ...settings,
    },
  }
  const answer = compiler.compile(JSON.stringify(input), { import: (path) => ({ contents: read(path) }) })
  const output = JSON.parse(answer) as Output
  if (output.errors?.some(({ severity }) => severity === 'error')) return undefined
  const pick = (name: keyof Binaries) => {
    const { evm } = output.contracts![compiled[name]]![name]!
    return { creation: evm.bytecode.object, runtime: evm.deployedBytecode.object }
  }
  return { Escrow: pick('Escrow'), TermsRules: pick('TermsRules') }
}

/** The settings that `contracts/foundry.toml` builds with. */
export function readProductionSettings(): Record<string, unknown> {
  const toml = read('contracts/foundry.toml')
  const steps = /optimizerSteps = "([^"]+)"/.exec(toml)?.[1]
  const runs = Number(/^optimizer_runs = (\d+)/m.exec(toml)?.[1])
  if (steps === undefined || !(runs > 0)) throw new Error('contracts/foundry.toml has no optimizer settings')
  const details = { yul: true, yulDetails: { stackAllocation: true, optimizerSteps: steps } }
  return { viaIR: true, optimizer: { enabled: true, runs, details } }
}

function read(path: string): string {
  const known = sources.get(path) ?? readFileSync(join(root, path), 'utf8')
  sources.set(path, known)
  return known
}
