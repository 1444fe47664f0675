import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRpc, getContractAddress, type Rpc } from '@cinnabar/ledger'
import { createEmbeddedLedger, type EmbeddedLedger } from '@cinnabar/network-embedded'
import type { Hex } from '@cinnabar/protocol'
import { keyRegistryBytecode } from '@cinnabar/protocol/generated/keyRegistryBytecode'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, openDeployment } from './deployment.ts'

let ledger: EmbeddedLedger
let rpc: Rpc
let directory: string
beforeAll(async () => {
  ledger = await createEmbeddedLedger({ ephemeral: true, port: 0 })
  rpc = createRpc({ urls: [ledger.url], timeoutMs: 30_000 })
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-deployment-'))
})
afterAll(async () => {
  await ledger?.close()
  await rm(directory, { recursive: true, force: true })
})

const read = async (path: string): Promise<Deployment> => JSON.parse(await readFile(path, 'utf8'))

describe('a deployment', () => {
  it('is written once, with the contracts around the escrow, and opened again as it is', async () => {
    const path = join(directory, 'fresh.json')
    const deployment = await openDeployment({ url: ledger.url, path, mayDeploy: true })
    expect(await read(path)).toEqual(deployment)
    const height = await rpc.request<Hex>('eth_blockNumber')
    expect(await openDeployment({ url: ledger.url, path, mayDeploy: true })).toEqual(deployment)
    expect(await rpc.request<Hex>('eth_blockNumber')).toBe(height)
  })

  it('of before there were any gets them where it may deploy, and opens without them elsewhere', async () => {
    const path = join(directory, 'old.json')
    const { around, ...old } = await openDeployment({ url: ledger.url, mayDeploy: true })
    await writeFile(path, JSON.stringify(old))
    expect(await openDeployment({ url: ledger.url, path, mayDeploy: false })).toEqual(old)
    expect(await openDeployment({ url: ledger.url, given: old, mayDeploy: true })).toEqual(old)
    expect(await read(path)).toEqual(old)
    expect(await openDeployment({ url: ledger.url, path, mayDeploy: true })).toEqual({ ...old, around })
    expect(await read(path)).toEqual({ ...old, around })
    expect(around?.keyRegistry).toBe(getContractAddress(keyRegistryBytecode as Hex))
  })
})
