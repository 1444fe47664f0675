import { request as requestOverHttp } from 'node:http'
import {
  type Address,
  encodeCreateAccount,
  type Hex,
  hashText,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '@cinnabar/protocol'
import { createPasskeyAccount, createPasskeySigner, getAction, requestFaucet } from '@cinnabar/sdk'
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture } from '../../test/apiFixture.ts'
import { createTestPasskey } from '../../test/passkey.ts'
import { startServer } from '../server.ts'
import { countCreations } from '../store/accountCreations.ts'
import { insertAction } from '../store/actions.ts'

let api: ApiFixture
const LIMITS = { perClient: 2, total: 4 }
beforeAll(async () => {
  api = await createApiFixture({ creationLimits: LIMITS, proxies: 1 })
  return () => api?.close()
})
/** Time passes for what was counted. */
const passTime = (seconds: number) =>
  api.database.db.execute(
    sql`update own.account_creations set created_at = created_at - make_interval(secs => ${seconds})`,
  )
afterEach(() => passTime(3_601))

const from = (client: string) => ({ 'X-Forwarded-For': `203.0.113.99, ${client}` })
const newConfiguration = () => ({ credentials: [createTestPasskey().credential] })
const create = (client: string, configuration: object = newConfiguration()) =>
  api.post('/passkey-accounts', configuration, from(client))
const codeAt = (account: Address) => api.rpc.request<Hex>('eth_getCode', [account, 'latest'])

describe('creations of passkey accounts', () => {
  it('are limited by client, who is told when the next one may be', async () => {
    const first = newConfiguration()
    expect(await create('192.0.2.1', first)).toMatchObject({ status: 202 })
    await passTime(600)
    expect(await create('192.0.2.1')).toMatchObject({ status: 202 })
    const rows = await api.countRows()
    const refused = await create('192.0.2.1')
    expect(refused).toMatchObject({
      status: 429,
      body: {
        code: 'RATE_LIMITED',
        retryable: true,
        detail: 'at most 2 passkey accounts are created within an hour from one address',
        mend: 'wait as Retry-After says',
      },
    })
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(2_980)
    expect(wait).toBeLessThanOrEqual(3_000)
    expect((await api.countRows()).actions).toBe(rows.actions)
    // What is there already costs nothing, and another client is another one.
    expect((await create('192.0.2.1', first)).status).toBeLessThan(300)
    expect(await create('192.0.2.2')).toMatchObject({ status: 202 })
    await passTime(3_000)
    expect(await create('192.0.2.1')).toMatchObject({ status: 202 })
    expect(await create('192.0.2.1')).toMatchObject({ status: 429 })
  })

  it('are limited in total, whoever asks', async () => {
    for (const client of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::1']) {
      expect(await create(client)).toMatchObject({ status: 202 })
    }
    const { status, body } = await create('192.0.2.5')
    expect({ status, detail: body.detail }).toEqual({
      status: 429,
      detail: 'at most 4 passkey accounts are created within an hour in all',
    })
  })

  it('count one subscriber of IPv6 as one, and nothing that a client writes before its proxy', async () => {
    expect(await create('2001:db8:1:1::1')).toMatchObject({ status: 202 })
    expect(await create('2001:db8:1:1:ffff::2')).toMatchObject({ status: 202 })
    const forged = { 'X-Forwarded-For': '192.0.2.77, 2001:db8:1:1::3' }
    expect(await api.post('/passkey-accounts', newConfiguration(), forged)).toMatchObject({ status: 429 })
  })

  it('are counted where a wrapped signature makes them, too', async () => {
    const client = api.client()
    const wrapped = async () => {
      const { credential, assert } = createTestPasskey()
      const signer = await createPasskeySigner(client, {
        configuration: { credentials: [credential] },
        assert,
      })
      await requestFaucet(client, { token: api.token, recipient: signer.address, amount: 5n })
      const path = `/accounts/${signer.address}/deposit`
      const { body: toSign } = await api.post(path, { token: api.token.address, amount: '5' })
      const signature = await signer.signTypedData(toSign.typedData)
      const post = () => api.post(path, { ...toSign.fields, signature }, from('192.0.2.1'))
      return { account: signer.address, post }
    }
    expect(await create('192.0.2.1')).toMatchObject({ status: 202 })
    const second = await wrapped()
    expect(await second.post()).toMatchObject({ status: 202 })
    // Once it is taken in, it is the same action, and is not counted again.
    expect(await second.post()).toMatchObject({ status: 202 })
    const third = await wrapped()
    const rows = await api.countRows()
    expect(await third.post()).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
    expect((await api.countRows()).actions).toBe(rows.actions)
    expect(await codeAt(third.account)).toBe('0x')
    await passTime(3_601)
    expect(await third.post()).toMatchObject({ status: 202 })
  })

  it('that the ledger would refuse are not counted', async () => {
    const { credential } = createTestPasskey()
    const broken = { credentials: [{ ...credential, qy: hashText('no point') }] }
    for (let i = 0; i < 3; i++)
      expect((await create('192.0.2.1', broken)).body.code).toBe('CREDENTIAL_INVALID')
    expect(await create('192.0.2.1')).toMatchObject({ status: 202 })
  })

  it('are counted one at a time, however many processes ask at once', async () => {
    const { db } = api.database
    const asked = Array.from({ length: 10 }, (_, i) =>
      countCreations(db, { client: `192.0.2.${i % 5}`, count: 1, limits: LIMITS }),
    )
    const counted = (await Promise.all(asked)).filter(({ status }) => status === 'counted')
    expect(counted.length).toBe(LIMITS.total)
  })

  it('tell clients apart by their sockets, over HTTP', async () => {
    const server = await startServer({ fetch: api.app.fetch, port: 0, host: '127.0.0.1' })
    const { port } = new URL(server.url)
    const post = async (localAddress: string) => {
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
      const headers = { 'Content-Type': 'application/json' }
      const options = { host: '127.0.0.1', port, path: '/v1/passkey-accounts', method: 'POST', headers }
      requestOverHttp({ ...options, localAddress }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .once('error', reject)
        .end(JSON.stringify(newConfiguration()))
      return promise
    }
    try {
      const statuses = []
      for (const address of ['127.0.0.2', '127.0.0.2', '127.0.0.2', '127.0.0.3']) {
        statuses.push(await post(address))
      }
      expect(statuses).toEqual([202, 202, 429, 202])
    } finally {
      await server.close()
    }
  })
})

describe('a creation that failed', () => {
  it('is tried again when it is asked for again', async () => {
    const configuration = { ...newConfiguration(), guardian: ZERO_ADDRESS, payees: [], salt: ZERO_HASH }
    const other = { ...configuration, ...newConfiguration() }
    const factory = api.deployment.around!.passkeyAccountFactory
    const account = await createPasskeySigner(api.client(), {
      configuration,
      assert: createTestPasskey().assert,
    })
    // What was right when it was tried, and is not when the ledger executes it.
    const id = hashText(`createAccount ${api.deployment.chainId} ${account.address}`)
    await insertAction(api.database.db, {
      id,
      tenantId: 'default',
      kind: 'createAccount',
      account: account.address,
      toAddress: factory,
      calldata: encodeCreateAccount({ ...other, credentials: [] }),
    })
    await expect
      .poll(async () => (await getAction(api.client(), { id })).status, { timeout: 10_000 })
      .toBe('failed')
    const created = await createPasskeyAccount(api.client(), { credentials: configuration.credentials })
    expect(created).toMatchObject({ address: account.address, isCreated: true, creation: { error: null } })
    expect(created.creation!.id).not.toBe(id)
    expect(await codeAt(account.address)).not.toBe('0x')
    const again = await createPasskeyAccount(api.client(), { credentials: configuration.credentials })
    expect(again.creation!.id).toBe(created.creation!.id)
  })
})
