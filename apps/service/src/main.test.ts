import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedLedger, type EmbeddedLedger } from '@cinnabar/network-embedded'
import { createClient, getToken, requestFaucet } from '@cinnabar/sdk'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog, createService, type Service } from './main.ts'

const log = createLog({ level: 'silent' })
let directory: string
let ledger: EmbeddedLedger
const services: Service[] = []

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-service-'))
  ledger = await createEmbeddedLedger({ directory: join(directory, 'ledger'), port: 0, demo: true })
})
afterAll(async () => {
  await closeAll()
  await ledger?.close()
  await rm(directory, { recursive: true, force: true })
})

const closeAll = async () => {
  for (const service of services.splice(0)) await service.close()
}

async function start(
  options: { name?: string; databaseUrl?: string; url?: string; web?: string } = {},
): Promise<Service> {
  const service = await createService({
    dataDirectory: join(directory, options.name ?? 'data'),
    databaseUrl: options.databaseUrl,
    ledger: { url: options.url ?? ledger.url, advanceClock: (seconds) => ledger.advanceClock(seconds) },
    port: 0,
    webDirectory: options.web,
    log,
  })
  services.push(service)
  return service
}

const socketOf = (name = 'data') => join(directory, name, 'database')

describe('service', () => {
  it('starts, answers, stops, and starts again within three seconds', async () => {
    await start()
    await closeAll()
    const from = performance.now()
    const service = await start()
    expect(performance.now() - from).toBeLessThan(3_000)
    await expect.poll(async () => (await fetch(`${service.url}/v1/health`)).status).toBe(200)
    const { checks } = (await (await fetch(`${service.url}/v1/health`)).json()) as { checks: object }
    expect(Object.keys(checks).sort()).toEqual(['database', 'indexer', 'keeper', 'ledger', 'relayer'])
  })

  it('serves pages under a strict policy, and files as they are', async () => {
    const web = join(directory, 'web')
    await rm(web, { recursive: true, force: true })
    await mkdir(join(web, 'assets'), { recursive: true })
    await writeFile(join(web, 'index.html'), '<html><head></head><body>pages</body></html>')
    await writeFile(join(web, 'assets/app-1.js'), 'export {}'.repeat(100))
    await writeFile(join(directory, 'secret.txt'), 'secret')
    const service = await start({ name: 'pages', web })
    const page = await fetch(`${service.url}/orders/0x1`)
    const nonce = /nonce-([^']+)'/.exec(page.headers.get('content-security-policy')!)![1]!
    expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe|\*/)
    expect(await page.text()).toContain(`<meta name="csp-nonce" content="${nonce}" />`)
    const asset = await fetch(`${service.url}/assets/app-1.js`)
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-encoding')).toBe('gzip')
    expect(await asset.text()).toBe('export {}'.repeat(100))
    const again = await fetch(`${service.url}/assets/app-1.js`, {
      headers: { 'If-None-Match': asset.headers.get('etag')! },
    })
    expect(again.status).toBe(304)
    expect((await fetch(`${service.url}/assets/none.js`)).status).toBe(404)
    expect(await (await fetch(`${service.url}/..%2f..%2fsecret.txt`)).text()).not.toContain('secret')
    expect((await fetch(`${service.url}/v1/none`)).status).toBe(404)
  })

  it('refuses another ledger than its own, and says which', async () => {
    const path = join(directory, 'pages/deployment.json')
    await closeAll()
    const kept = await readFile(path, 'utf8')
    await writeFile(path, JSON.stringify({ ...JSON.parse(kept), chainId: 1 }))
    await expect(start({ name: 'pages' })).rejects.toMatchObject({
      code: 'WRONG_LEDGER',
      message: /belongs to chain 1,/,
    })
    const escrow = `0x${'11'.repeat(20)}`
    await writeFile(path, JSON.stringify({ ...JSON.parse(kept), escrow }))
    await expect(start({ name: 'pages' })).rejects.toMatchObject({
      code: 'WRONG_LEDGER',
      message: /of another version of the contracts: its Escrow is 0x1111/,
    })
    await rm(path)
    const other = await createEmbeddedLedger({ ephemeral: true, port: 0 })
    await expect(start({ name: 'pages', url: other.url })).rejects.toMatchObject({
      code: 'WRONG_LEDGER',
      message: /the database belongs to chain/,
    })
    await other.close()
  })

  it('answers 503 while its database is away, and recovers without help', async () => {
    const service = await start()
    const signer = privateKeyToAccount(`0x${'42'.repeat(32)}`)
    const client = createClient({ url: service.url, signer })
    const token = await getToken(client, { symbol: 'USDC' })
    const pid = Number((await readFile(join(socketOf(), 'data/postmaster.pid'), 'utf8')).split('\n')[0])
    process.kill(pid, 'SIGSTOP')
    process.kill(pid, 'SIGKILL')
    const statuses: number[] = []
    await expect
      .poll(
        async () => {
          const response = await fetch(`${service.url}/v1/events?limit=1`)
          statuses.push(response.status)
          if (response.status === 503) expect(response.headers.get('retry-after')).toBeTruthy()
          return statuses.includes(503) && response.status === 200
        },
        { timeout: 30_000, interval: 5 },
      )
      .toBe(true)
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
    await requestFaucet(client, { token, recipient: signer.address, amount: 5n })
    await expect.poll(async () => (await service.health()).status, { timeout: 10_000 }).toBe('ok')
  })

  it('has one leader on one database, and relays what any of them was asked', async () => {
    await closeAll()
    await start()
    const databaseUrl = `postgresql://cinnabar@localhost/postgres?host=${encodeURIComponent(socketOf())}`
    const [second, third] = [
      await start({ name: 'second', databaseUrl }),
      await start({ name: 'third', databaseUrl }),
    ]
    const leaders = async () =>
      (await Promise.all(services.map((service) => service.health()))).map(({ leader }) => leader)
    await expect.poll(leaders, { timeout: 5_000 }).toEqual([true, false, false])
    const signer = privateKeyToAccount(`0x${'43'.repeat(32)}`)
    const client = createClient({ url: second.url, signer })
    const token = await getToken(client, { symbol: 'USDC' })
    // Asked of one that does not relay, done by the one that does.
    await requestFaucet(client, { token, recipient: signer.address, amount: 5n })
    await third.close()
    services.splice(2, 1)
    expect(await leaders()).toEqual([true, false])
  })
})
