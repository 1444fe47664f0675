import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hex, PERMIT2_ADDRESS } from '@cinnabar/protocol'
import { startAnvil } from './anvil.ts'
import type { TestLedger } from './apiFixture.ts'

/** A chain whose gas is free, with Permit2 where it always is: contracts/test/mocks/Permit2.sol, compiled here. */
export async function startPermit2Ledger(): Promise<TestLedger> {
  const [code, anvil] = await Promise.all([
    compilePermit2(),
    startAnvil(['--gas-price', '0', '--block-base-fee-per-gas', '0']),
  ])
  await anvil.rpc.request('anvil_setCode', [PERMIT2_ADDRESS, code])
  return {
    url: anvil.url,
    close: anvil.close,
    async advanceClock(seconds) {
      await anvil.rpc.request('evm_increaseTime', [seconds])
      await anvil.rpc.request('evm_mine', [])
      const block = await anvil.rpc.request<{ timestamp: Hex }>('eth_getBlockByNumber', ['latest', false])
      return Number(block.timestamp)
    },
  }
}

async function compilePermit2(): Promise<Hex> {
  const root = join(import.meta.dirname, '../../..')
  const directory = await mkdtemp(join(tmpdir(), 'cinnabar-permit2-'))
  try {
    const forge = join(root, 'contracts/tools/forge.mjs')
    execFileSync(process.execPath, [forge, 'build', 'contracts/test/mocks/Permit2.sol'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        FOUNDRY_OUT: join(directory, 'out'),
        FOUNDRY_CACHE_PATH: join(directory, 'cache'),
      },
    })
    const artifact = JSON.parse(await readFile(join(directory, 'out/Permit2.sol/Permit2.json'), 'utf8'))
    return artifact.deployedBytecode.object
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
