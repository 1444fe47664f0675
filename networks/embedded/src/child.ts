import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Connection, createConnection } from './connection.ts'
import { GENESIS_TIMESTAMP, LIMITS } from './limits.ts'

/** The child process could not be started. */
export class ChildStartError extends Error {
  readonly code = 'CHILD_START_FAILED'
  readonly retryable = true
}

/** A running child: the chain's state in memory, rebuilt from the journal at every start. */
export interface Child {
  readonly port: number
  readonly pid: number
  /** For everything that changes the chain, in order. */
  readonly writer: Connection
  /** Settles when the process has ended, however it did. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 120_000

// The shell becomes the child; what it leaves behind waits on a pipe that only this process holds open, and kills
// the child when the pipe closes: also after kill -9 no orphan lives on.
const WATCHED = 'exec 3<&0; (read -r _ <&3; kill -9 $$) >/dev/null 2>&1 & exec "$0" "$@" 3<&- </dev/null'

/** Finds the anvil binary that is installed beside this package. @throws ChildStartError */
export function getAnvilPath(): string {
  const binary = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}/bin/anvil`
  try {
    return createRequire(import.meta.url).resolve(binary)
  } catch (cause) {
    throw new ChildStartError(
      `There is no anvil for this machine (${binary} is not installed). Install anvil 1.7.1 and give its path in CINNABAR_ANVIL.`,
      { cause },
    )
  }
}

/** Asks the binary for its version: `1.7.1 (4072e48705)`. @throws ChildStartError */
export async function getAnvilVersion(anvilPath: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(anvilPath, ['--version'])
    const version = /Version: (\S+)/.exec(stdout)?.[1]
    const commit = /Commit SHA: (\w{10})/.exec(stdout)?.[1]
    if (!version) throw new Error(`it says ${JSON.stringify(stdout.slice(0, 80))}`)
    return commit ? `${version} (${commit})` : version
  } catch (cause) {
    throw new ChildStartError(`${anvilPath} does not tell its version: ${(cause as Error).message}`, {
      cause,
    })
  }
}

/**
 * Starts the child and waits until it answers.
 *
 * @param options.home - Directory for everything the child writes; nothing in it is needed later.
 * @param options.statePath - Uncompressed state to begin with, instead of genesis.
 * @throws ChildStartError
 */
export async function createChild(options: {
  anvilPath: string
  home: string
  chainId: number
  statePath?: string | undefined
}): Promise<Child> {
  await mkdir(options.home, { recursive: true })
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort()
    const process = start(options, port)
    let said = ''
    process.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000)
    })
    const exited = new Promise<void>((resolve) => {
      process.once('error', () => resolve())
      process.once('exit', () => resolve())
    })
    exited.then(() => process.stdin?.destroy())
    const writer = await waitForAnswer(process, port)
    if (writer) return toChild(process, port, writer, exited)
    process.kill('SIGKILL')
    // Between finding the port and using it another program may have taken it.
    if (attempt === 3) throw new ChildStartError(`anvil did not start: ${said.trim() || 'no answer'}`)
  }
}

function start(
  options: { anvilPath: string; home: string; chainId: number; statePath?: string | undefined },
  port: number,
) {
  const args = [
    ...['--host', '127.0.0.1', '--port', `${port}`, '--chain-id', `${options.chainId}`],
    ...['--no-mining', '--order', 'fifo', '--hardfork', 'prague', '--gas-limit', `${LIMITS.blockGas}`],
    ...['--block-base-fee-per-gas', '0', '--gas-price', '0', '--timestamp', `${GENESIS_TIMESTAMP}`],
    ...[
      '--prune-history',
      `${LIMITS.stateBlocks}`,
      '--accounts',
      '0',
      '--no-request-size-limit',
      '--no-cors',
    ],
    ...['--cache-path', `${options.home}/cache`, '--quiet', '--disable-console-log'],
    ...(options.statePath ? ['--load-state', options.statePath] : []),
  ]
  return spawn('/bin/sh', ['-c', WATCHED, options.anvilPath, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: options.home, TMPDIR: options.home },
    // Ctrl-C at a terminal reaches the whole group; the child must outlive it until the ledger has closed.
    detached: true,
  })
}

async function waitForAnswer(process: ChildProcess, port: number): Promise<Connection | undefined> {
  const until = Date.now() + START_TIMEOUT_MS
  while (process.exitCode === null && process.signalCode === null && process.pid && Date.now() < until) {
    const connection = await createConnection(port).catch(() => undefined)
    const isAnswering = await connection?.call('eth_chainId').then(
      () => true,
      () => false,
    )
    if (isAnswering && process.exitCode === null) return connection
    connection?.close()
    await sleep(10)
  }
  return undefined
}

function toChild(process: ChildProcess, port: number, writer: Connection, exited: Promise<void>): Child {
  return {
    port,
    pid: process.pid!,
    writer,
    exited,
    async stop() {
      writer.close()
      process.kill('SIGKILL')
      await exited
    },
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new ChildStartError('No port is free.')
  return address.port
}
