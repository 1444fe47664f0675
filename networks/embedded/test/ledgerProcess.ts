import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Batching } from '../src/limits.ts'

/** What the process was told, besides where its ledger lies. */
export interface LedgerProcessOptions {
  directory: string
  /** Fault point at which it kills itself … */
  killAt?: string
  /** … in the block of this number, counted from its start. */
  killHeight?: number
  batching?: Batching
  anvilPath?: string
  /** Largest file it may write, in blocks of 512 bytes. */
  fileBlocks?: number
}

/** Runs a ledger in a process of its own. @returns What it printed when it was ready, or why it was not. */
export async function startLedgerProcess({ fileBlocks, ...options }: LedgerProcessOptions) {
  const main = [process.execPath, join(import.meta.dirname, 'ledgerMain.ts'), JSON.stringify(options)]
  const limit = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks}; `
  const child = spawn('/bin/sh', ['-c', `${limit}exec "$@"`, 'sh', ...main], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_, signal) => resolve(signal)),
  )
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    if (text.includes('\n')) break
  }
  const said = JSON.parse(text) as { url: string; chainId: number; code?: string; message?: string }
  return { ...said, pid: child.pid!, kill: (signal: NodeJS.Signals) => child.kill(signal), ended }
}
