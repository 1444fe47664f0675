/** Where the deep checks find what they run: Python's tools, forge, and a copy of the contracts to work on. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '../../..')
export const cache = join(root, 'node_modules/.cache/cinnabar-deep')
const venv = join(cache, 'venv')
const requirements = join(import.meta.dirname, 'requirements.txt')

/** Thrown where a check cannot run on this machine; it is no verdict on the contracts. */
export class ToolMissingError extends Error {}

/**
 * The path of a tool of Python's, installed on first use at the versions of requirements.txt.
 *
 * @param name - Below the environment: `bin/slither`.
 * @throws ToolMissingError without Python 3, its `venv`, or a package registry.
 */
export function findTool(name: string): string {
  const stamp = join(venv, 'requirements.txt')
  const wanted = readFileSync(requirements, 'utf8')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) installTools(stamp, wanted)
  const found = execFileSync('find', [venv, '-path', `*/${name}`], { encoding: 'utf8' }).split('\n')[0]
  if (!found) throw new ToolMissingError(`${name} is not part of what requirements.txt installs here`)
  return found
}

function installTools(stamp: string, wanted: string): void {
  console.log('  installing the tools of contracts/tools/deep/requirements.txt …')
  rmSync(venv, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', venv]],
    [join(venv, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]],
  ]
  for (const [command, args] of steps) {
    const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' })
    if (status !== 0) {
      const reason = error?.message ?? stderr.trim().split('\n').at(-1)
      throw new ToolMissingError(`Python's tools cannot be installed here (${reason})`)
    }
  }
  writeFileSync(stamp, wanted)
}

/** @throws ToolMissingError where forge has no package for this platform and CINNABAR_FORGE is not set. */
export function findForge(): string {
  if (process.env.CINNABAR_FORGE !== undefined) return process.env.CINNABAR_FORGE
  try {
    const { resolve } = createRequire(import.meta.url)
    return join(dirname(resolve('@foundry-rs/forge-linux-amd64/package.json')), 'bin/forge')
  } catch {
    throw new ToolMissingError('forge is not installed for this platform; set CINNABAR_FORGE')
  }
}

/**
 * Copies what a build of the contracts needs, so that a tool may change and clean it. The copy is outside of the
 * repository, whose root forge would take for the copy's.
 *
 * @returns The copy's root.
 */
export function copyContracts(name: string): string {
  const copy = mkdtempSync(join(tmpdir(), `cinnabar-${name}-`))
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
  for (const path of ['contracts/src', 'contracts/test', 'contracts/tools', 'contracts/foundry.toml']) {
    cpSync(join(root, path), join(copy, path), { recursive: true })
  }
  cpSync(join(root, 'packages/protocol/vectors'), join(copy, 'packages/protocol/vectors'), {
    recursive: true,
  })
  cpSync(join(root, 'package.json'), join(copy, 'package.json'))
  // Where tools look for it that know a project by it.
  cpSync(join(root, 'contracts/foundry.toml'), join(copy, 'foundry.toml'))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Runs a tool in a copy, with forge, this Node and the environment's own programs first on the path. */
export function runIn(
  copy: string,
  command: string,
  args: readonly string[],
  options: { config?: string; timeoutMs?: number } = {},
) {
  const path = [dirname(command), dirname(findForge()), dirname(process.execPath), process.env.PATH].join(':')
  return spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: options.timeoutMs,
    killSignal: 'SIGKILL',
    env: {
      ...process.env,
      PATH: path,
      NO_COLOR: '1',
      FOUNDRY_CONFIG: join(copy, options.config ?? 'contracts/foundry.toml'),
      FOUNDRY_LINT_LINT_ON_BUILD: 'false',
    },
  })
}
