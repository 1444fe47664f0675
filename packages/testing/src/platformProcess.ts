import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { killProcessTree } from './processTree.ts'

const COMMAND = join(import.meta.dirname, '../../../apps/cli/bin/cinnabar.mjs')

/** The whole platform as people start it, in processes of its own. */
export type PlatformProcess = {
  readonly url: string
  /** Where its data lies. */
  readonly directory: string
  /** JSON-RPC of its ledger. */
  readonly ledgerUrl: string
  readonly pid: number
  /** From the start of the process to the line that says it is ready. */
  readonly startSeconds: number
  /** All that its processes printed so far: its log too. */
  readonly printed: () => string
  /** SIGKILL to every process of the tree. */
  kill(): Promise<void>
  /** Stops it in order. */
  stop(): Promise<void>
}

/** The platform ended while it started; `said` is what it printed. */
export class PlatformStartError extends Error {
  readonly code = 'PLATFORM_START'
  readonly retryable = false
  constructor({ exitCode, said }: { exitCode: number | null; said: string }) {
    super(`the platform ended with ${exitCode} while it started:\n${said}`)
    this.name = 'PlatformStartError'
  }
}

/**
 * Starts `cinnabar up` on a data directory and waits until it is ready.
 *
 * @param options.port - The same one after a kill, so that clients find it again.
 * @param options.logLevel - What is logged; `warn` when left out.
 * @throws PlatformStartError
 */
export async function startPlatformProcess(options: {
  directory: string
  port: number
  demo?: boolean
  logLevel?: string
}): Promise<PlatformProcess> {
  const { directory, port, demo = true, logLevel = 'warn' } = options
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [
      COMMAND,
      ...[
        'up',
        '--json',
        '--data',
        directory,
        '--port',
        String(port),
        '--ledger-port',
        '0',
        '--log',
        logLevel,
      ],
      ...(demo ? ['--demo', '--no-fill'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const { ledgerUrl, printed } = await waitUntilReady(child)
  return {
    url: `http://127.0.0.1:${port}`,
    directory,
    ledgerUrl,
    printed,
    pid: child.pid!,
    startSeconds: (performance.now() - began) / 1_000,
    async kill() {
      killProcessTree(child.pid!)
      await exited
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function waitUntilReady(child: ChildProcess): Promise<{ ledgerUrl: string; printed: () => string }> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr!.on('data', (text) => {
      said += text
    })
    let printed = ''
    child.stdout!.on('data', (text) => {
      printed += text
      // With --json a refusal stands there too.
      const [, ledgerUrl] = /"ledgerUrl":"([^"]+)"/.exec(printed) ?? []
      if (ledgerUrl !== undefined) resolve({ ledgerUrl, printed: () => said + printed })
    })
    child.once('exit', (exitCode) => reject(new PlatformStartError({ exitCode, said: said + printed })))
  })
}
