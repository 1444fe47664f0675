import { hashText, type Hex } from '@cinnabar/protocol'
import { getKey, revokeKey, setKey } from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { lieTo } from '../../test/lyingClient.ts'
import { createApi } from './index.ts'

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(() => api?.close())

const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
const [first, second] = [hashText('first key'), hashText('second key')]

describe('the key of an account', () => {
  it('is none, then the one that it signed, another, and none again', async () => {
    const seller = api.client('seller')
    const read = () => getKey(seller, { address: address('seller') })
    expect(await read()).toEqual({ account: address('seller'), key: null, version: 0n, since: null })
    expect(await setKey(seller, { key: first })).toMatchObject({ kind: 'setKey', account: address('seller') })
    const now = await api.advanceClock(1)
    expect(await read()).toMatchObject({ key: first, version: 1n })
    expect((await read()).since).toBeLessThan(now)
    await setKey(seller, { key: second, version: 2n, until: now + 60 })
    expect(await read()).toMatchObject({ key: second, version: 2n })
    expect(await revokeKey(seller)).toMatchObject({ kind: 'revokeKey' })
    expect(await read()).toMatchObject({ key: null, version: 3n })
    await expect(revokeKey(seller)).rejects.toMatchObject({ code: 'KEY_ABSENT', status: 409 })
  })

  it('is signed after its sentence, in the domain of the registry', async () => {
    const path = `/accounts/${address('buyer')}/keys`
    const { status, body } = await api.post(path, { key: first })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      typedData: {
        primaryType: 'SetKey',
        domain: { name: 'Cinnabar Keys', verifyingContract: api.deployment.around!.keyRegistry },
        message: { account: address('buyer'), key: first, version: '1' },
      },
      sentence: {
        en: expect.stringContaining('Publish encryption key'),
        'zh-CN': expect.stringContaining('加密公钥'),
      },
      fields: { key: first, version: '1' },
    })
    const signature = await api.people.buyer.signTypedData(body.typedData)
    const signed = { ...body.fields, signature }
    const answer = await api.post(path, signed)
    expect(answer).toMatchObject({ status: 202, body: { id: body.digest, kind: 'setKey' } })
    await expect.poll(async () => (await getKey(api.client(), { address: address('buyer') })).key).toBe(first)
    // The signed digest is the permanent key: again is the same action, though its version is past.
    expect(await api.post(path, signed)).toMatchObject({ status: 202, body: { id: body.digest } })
  })

  it('is refused by the name of the field that is wrong, and leaves nothing', async () => {
    const path = `/accounts/${address('stranger')}/keys`
    const { body: toSign } = await api.post(path, { key: first })
    const byOther = await api.people.buyer.signTypedData(toSign.typedData)
    const cases = [
      [path, { key: `0x${'00'.repeat(32)}` }, 'KEY_ZERO', 'key'],
      [path, { key: first, version: '2' }, 'VERSION_MISMATCH', 'version'],
      [path, { key: first, version: (2n ** 64n).toString() }, 'VERSION_MISMATCH', 'version'],
      [path, { key: first, until: '2020-01-01T00:00:00Z' }, 'CONSENT_EXPIRED', 'until'],
      [path, { key: first, chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
      [path, { key: '0x12' }, 'REQUEST_INVALID', 'key'],
      [path, {}, 'REQUEST_INVALID', 'key'],
      [path, { ...toSign.fields, signature: byOther }, 'SIGNATURE_INVALID', 'signature'],
      [path, { ...toSign.fields, key: second, signature: byOther }, 'SIGNATURE_INVALID', 'signature'],
      [`${path}/revoke`, { key: first }, 'REQUEST_INVALID', 'key'],
      [`${path}/revoke`, {}, 'KEY_ABSENT', 'address'],
    ] as const
    const rows = await api.countRows()
    for (const [at, request, code, field] of cases) {
      const { body } = await api.post(at, request)
      expect({ code: body.code, field: body.errors?.[0]?.field }).toEqual({ code, field })
    }
    expect(await api.countRows()).toEqual(rows)
  })

  it('is signed for no other key, whatever the service answers', async () => {
    const signTypedData = vi.fn(api.people.payer.signTypedData)
    const signer = { ...api.people.payer, signTypedData }
    const lying = lieTo(api.client(), (body) => ({ ...body, key: second }))
    await expect(setKey(lying, { key: first, signer })).rejects.toMatchObject({ code: 'SERVICE_MISMATCH' })
    expect(signTypedData).not.toHaveBeenCalled()
  })

  it('is not known where the network has no registry', async () => {
    const { deployment, database, rpc, vault } = api
    const app = createApi({
      database,
      rpc,
      vault,
      network: {
        name: 'bare',
        chainId: deployment.chainId,
        genesis: deployment.genesisHash,
        escrow: deployment.escrow,
        tokens: [api.token.address],
      },
      relayer: { address: address('operator') },
      sessions: { handle: async () => new Response(), findSession: async () => undefined },
      log: { info() {}, warn() {}, error() {}, debug() {} } as never,
    })
    const account = address('buyer')
    const paths = [
      `accounts/${account}/keys`,
      `accounts/${account}/checkpoint`,
      `passkey-accounts/${account}`,
    ]
    for (const path of paths) {
      const response = await app.request(`http://127.0.0.1/v1/${path}`)
      expect({ status: response.status, body: await response.json() }).toMatchObject({
        status: 422,
        body: { code: 'CONTRACT_MISSING' },
      })
    }
  })
})
