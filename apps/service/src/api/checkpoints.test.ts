import {
  checkpointChainHead,
  type Hex,
  hashText,
  toCheckpointsTypedData,
  ZERO_HASH,
} from '@cinnabar/protocol'
import { anchorCheckpoint, createPasskeyAccount, createPasskeySigner, getCheckpoint } from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { lieTo } from '../../test/lyingClient.ts'
import { createTestPasskey } from '../../test/passkey.ts'

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(() => api?.close())

const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
const anchorOf = (size: bigint) => ({ size, root: hashText(`root of ${size}`) })
const read = (name: PersonName) => getCheckpoint(api.client(), { address: address(name) })

/** Signs what the service answers, as somebody may who does not look at it. */
async function signBlindly(name: PersonName, request: object) {
  const path = `/accounts/${address(name)}/checkpoint`
  const { body } = await api.post(path, request)
  return { path, digest: body.digest as Hex, fields: body.fields, typedData: body.typedData }
}

describe('the record log of an account', () => {
  it('has no anchor, then each that it signed, chained by their heads', async () => {
    const seller = api.client('seller')
    const none = { account: address('seller'), size: 0n, root: null, head: ZERO_HASH, anchoredAt: null }
    expect(await read('seller')).toEqual(none)
    const anchors = [anchorOf(3n), anchorOf(700n)] as const
    const first = await anchorCheckpoint(seller, { ...anchors[0], previousHead: ZERO_HASH })
    expect(first).toMatchObject({ kind: 'anchor', account: address('seller'), order: null, error: null })
    const { head } = await read('seller')
    expect(head).toBe(checkpointChainHead([anchors[0]]))
    const until = (await api.advanceClock(1)) + 60
    await anchorCheckpoint(seller, { ...anchors[1], previousHead: head, until })
    const latest = await read('seller')
    expect(latest).toMatchObject({ ...anchors[1], head: checkpointChainHead(anchors) })
    expect(latest.anchoredAt).toBeLessThanOrEqual(until)
    expect(await read('buyer')).toEqual({ ...none, account: address('buyer') })
  })

  it('is signed after its sentence, in the domain of the log, and works once', async () => {
    const anchor = { size: '12', root: hashText('root') }
    const { path, digest, fields, typedData } = await signBlindly('buyer', anchor)
    expect(fields).toMatchObject({ ...anchor, previousHead: ZERO_HASH })
    expect(typedData).toMatchObject({
      primaryType: 'Anchor',
      domain: { name: 'Cinnabar Checkpoints', verifyingContract: api.deployment.around!.checkpointLog },
      message: { account: address('buyer'), ...anchor, previousHead: ZERO_HASH },
    })
    const { body } = await api.post(path, anchor)
    expect(body.sentence).toMatchObject({
      en: expect.stringContaining('has 12 records'),
      'zh-CN': expect.stringContaining('12 条记录'),
    })
    const signed = { ...fields, signature: await api.people.buyer.signTypedData(typedData) }
    expect(await api.post(path, signed)).toMatchObject({ status: 202, body: { id: digest, kind: 'anchor' } })
    await expect.poll(async () => (await read('buyer')).size).toBe(12n)
    const rows = await api.countRows()
    expect(await api.post(path, signed)).toMatchObject({ status: 202, body: { id: digest } })
    expect(await api.countRows()).toEqual(rows)
  })

  it('is refused by the name of the field that is wrong, and leaves nothing', async () => {
    const payer = api.client('payer')
    await anchorCheckpoint(payer, anchorOf(5n))
    const { head, root } = await read('payer')
    const next = { size: '6', root: hashText('root of 6') }
    const { path, fields, typedData } = await signBlindly('payer', next)
    const byOther = await api.people.stranger.signTypedData(typedData)
    const { message, domain } = typedData
    const forChain = (chainId: number) => {
      const values = { ...message, size: BigInt(message.size) }
      return toCheckpointsTypedData('Anchor', values, { ...domain, chainId }) as never
    }
    const elsewhere = await api.people.payer.signTypedData(forChain(1))
    const cases = [
      [{ ...next, previousHead: ZERO_HASH }, 'HEAD_MISMATCH', 'previousHead'],
      [{ ...next, size: '4' }, 'SIZE_SHRINKS', 'size'],
      [{ ...next, size: '5' }, 'ROOT_CONFLICT', 'root'],
      [{ size: '5', root, previousHead: head }, 'NOTHING_NEW', 'size'],
      [{ ...next, size: (2n ** 64n).toString() }, 'FIELD_SIZE', 'size'],
      [{ ...next, until: '2020-01-01T00:00:00Z' }, 'CONSENT_EXPIRED', 'until'],
      [{ ...next, chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
      [{ size: '6' }, 'REQUEST_INVALID', 'root'],
      [{ ...fields, signature: byOther }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...fields, signature: elsewhere }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...fields, until: '2020-01-01T00:00:00Z', signature: byOther }, 'CONSENT_EXPIRED', 'until'],
    ] as const
    const rows = await api.countRows()
    for (const [request, code, field] of cases) {
      const { body } = await api.post(path, request)
      expect({ code: body.code, field: body.errors?.[0]?.field }).toEqual({ code, field })
    }
    expect(await api.countRows()).toEqual(rows)
    // What was overtaken is void, though its signature is right.
    const overtaken = { ...fields, signature: await api.people.payer.signTypedData(typedData) }
    await anchorCheckpoint(payer, anchorOf(9n))
    expect((await api.post(path, overtaken)).body).toMatchObject({
      code: 'HEAD_MISMATCH',
      errors: [{ field: 'previousHead', mend: expect.stringContaining('read the checkpoint again') }],
    })
    expect(await read('payer')).toMatchObject({ size: 9n })
  })

  it('is anchored as nothing else, whatever the service answers', async () => {
    const signTypedData = vi.fn(api.people.operator.signTypedData)
    const signer = { ...api.people.operator, signTypedData }
    for (const change of [{ root: hashText('another') }, { size: '8' }]) {
      const lying = lieTo(api.client(), (body) => ({ ...body, ...change }))
      await expect(anchorCheckpoint(lying, { ...anchorOf(7n), signer })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
        field: 'digest',
      })
    }
    expect(signTypedData).not.toHaveBeenCalled()
  })

  it('is none of a passkey account, which signs nothing for the log', async () => {
    const { credential, assert } = createTestPasskey()
    const configuration = { credentials: [credential] }
    await createPasskeyAccount(api.client(), configuration)
    const signer = await createPasskeySigner(api.client(), { configuration, assert })
    await expect(anchorCheckpoint(api.client(), { ...anchorOf(1n), signer })).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
    })
    expect(await getCheckpoint(api.client(), { address: signer.address })).toMatchObject({ size: 0n })
  })
})
