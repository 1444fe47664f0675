import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRpc, type Rpc } from '@cinnabar/ledger'

/** A plain anvil: mines each transaction at once, its accounts sign by themselves, and it can be reorganised. */
export type Anvil = { readonly url: string; readonly rpc: Rpc; close(): Promise<void> }

export async function startAnvil(args: readonly string[] = []): Promise<Anvil> {
  const child: ChildProcess = spawn(findBinary(), ['--port', '0', '--timestamp', '1767225600', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let said = ''
  child.once('error', reject)
  child.stdout!.on('data', (text) => {
    said += text
    const listening = /Listening on (\S+)/.exec(said)
    if (listening) resolve(`http://${listening[1]}`)
  })
  const url = await promise
  return {
    url,
    rpc: createRpc({ urls: [url], timeoutMs: 30_000 }),
    async close() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await gone
    },
  }
}

function findBinary(): string {
  for (let directory = dirname(fileURLToPath(import.meta.url)); ; directory = dirname(directory)) {
    const path = join(directory, 'node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil')
    if (existsSync(path)) return path
    if (directory === dirname(directory)) throw new Error('anvil is not installed')
  }
}
