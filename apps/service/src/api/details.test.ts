import { createStatement, hashText, verifyStatement } from '@cinnabar/protocol'
import {
  approveOrder,
  cancelOrder,
  createDetails,
  createPasskeyAccount,
  createPasskeySigner,
  createSealingKey,
  discloseDetails,
  disputeOrder,
  endDisclosure,
  inspectOrder,
  listReaders,
  openDetails,
  sendMessage,
  setKey,
  shipOrder,
  storeDetails,
} from '@cinnabar/sdk'
import { afterAll, describe, expect, it } from 'vitest'
import { createTestPasskey } from '../../test/passkey.ts'
import { createSealedTrade, VALUES } from '../../test/sealedTrade.ts'

const { api, keys, address, record, read, reader, trade } = await createSealedTrade()
afterAll(() => api.close())

const names = (fields: readonly { field: string }[]) => fields.map(({ field }) => field).sort()

describe('sealed details', () => {
  it('are read by each party when it needs them, and by nobody else', async () => {
    const { id } = await trade()
    const may = async () => {
      const entries = (['seller', 'platform', 'attestor', 'operator', 'arbiter', 'stranger'] as const).map(
        async (name) => [name, names((await read(name, id)).fields)] as const,
      )
      return Object.fromEntries(await Promise.all(entries))
    }
    const link = ['goods.link', 'recipient.region']
    const early = { seller: link, platform: ['recipient.region'], stranger: [], arbiter: [], operator: [] }
    expect(await may()).toEqual({ ...early, attestor: ['parcel.label'] })
    expect(names((await read('operator', id)).withheld)).toEqual([
      'recipient.address',
      'recipient.name',
      'recipient.phone',
    ])
    await record(inspectOrder(api.client('attestor'), { id, record: hashText('seen') }))
    await record(approveOrder(api.client('buyer'), { id }))
    await record(shipOrder(api.client('attestor'), { id, record: hashText('handed over') }))
    const shipped = {
      ...early,
      attestor: ['parcel.label'],
      operator: names((await read('operator', id)).fields),
    }
    expect(shipped.operator).toEqual(['recipient.address', 'recipient.name', 'recipient.phone'])
    expect(await may()).toEqual(shipped)
    await record(disputeOrder(api.client('buyer'), { id, record: hashText('broken') }))
    expect(await may()).toEqual({ ...shipped, attestor: [], arbiter: Object.keys(VALUES).sort() })
    await record(cancelOrder(api.client('seller'), { id }))
    expect(await may()).toEqual({
      seller: [],
      platform: [],
      attestor: [],
      operator: [],
      arbiter: [],
      stranger: [],
    })
    const own = await read('buyer', id)
    const values = own.fields.map((field) => field.status === 'opened' && [field.field, field.value])
    expect(Object.fromEntries(values as [string, string][])).toEqual(VALUES)
  })

  it('say who may read them, why, since when, and who did', async () => {
    const { id } = await trade()
    await read('platform', id)
    const readers = await listReaders(api.client('buyer'), { id })
    const platform = readers.filter((entry) => entry.reader === address('platform'))
    expect(platform).toEqual([
      {
        reader: address('platform'),
        field: 'recipient.region',
        version: 1,
        reason: 'routing',
        since: expect.any(Number),
        until: null,
        endedAt: null,
        lastOpenedAt: expect.any(Number),
        mayRead: true,
      },
    ])
    expect(readers.filter((entry) => entry.reader === address('arbiter'))).toHaveLength(6)
    expect(readers.find((entry) => entry.reader === address('arbiter'))).toMatchObject({
      mayRead: false,
      lastOpenedAt: null,
    })
    // Nobody but their holder is told.
    expect(await listReaders(api.client('platform'), { id })).toEqual([])
  })

  it('are disclosed further by their holder alone, and taken back for the future', async () => {
    const { id } = await trade()
    const support = reader('stranger', 'support', ['recipient.phone'])
    await discloseDetails(api.client('buyer'), { id, readers: [support], sealingKeys: [keys.buyer] })
    const opened = await read('stranger', id)
    expect(opened.fields).toMatchObject([{ status: 'opened', value: VALUES['recipient.phone'] }])
    expect(await endDisclosure(api.client('buyer'), { id, reader: address('stranger') })).toBe(1)
    expect((await read('stranger', id)).fields).toEqual([])
    expect(await endDisclosure(api.client('buyer'), { id, reader: address('stranger') })).toBe(0)
    const [ended] = (await listReaders(api.client('buyer'), { id })).filter(
      (entry) => entry.reader === address('stranger'),
    )
    expect(ended).toMatchObject({ mayRead: false, endedAt: expect.any(Number) })
    // Once more is a new disclosure.
    await discloseDetails(api.client('buyer'), { id, readers: [support], sealingKeys: [keys.buyer] })
    expect((await read('stranger', id)).fields).toHaveLength(1)
    // The seller holds nothing here, so it has nothing to give on.
    await expect(
      discloseDetails(api.client('seller'), { id, readers: [support], sealingKeys: [keys.seller] }),
    ).rejects.toMatchObject({ code: 'NOT_HELD' })
  })

  it('end by themselves at the time that was chosen', async () => {
    const { id } = await trade()
    const now = await api.advanceClock(1)
    const support = { ...reader('stranger', 'support', ['recipient.phone']), until: now + 60 }
    await discloseDetails(api.client('buyer'), { id, readers: [support], sealingKeys: [keys.buyer] })
    expect((await read('stranger', id)).fields).toHaveLength(1)
    await api.advanceClock(120)
    expect((await read('stranger', id)).fields).toEqual([])
  })

  it('stay readable after their reader took another key', async () => {
    const { id } = await trade({ readers: [] })
    const [first, second] = [createSealingKey(), createSealingKey()]
    const byRegistry = { reader: address('platform'), reason: 'support', fields: ['goods.link'] } as const
    await expect(
      discloseDetails(api.client('buyer'), { id, readers: [byRegistry], sealingKeys: [keys.buyer] }),
    ).rejects.toMatchObject({ code: 'READER_KEY_MISSING' })
    await record(setKey(api.client('platform'), { key: first.publicKey }))
    await discloseDetails(api.client('buyer'), { id, readers: [byRegistry], sealingKeys: [keys.buyer] })
    await record(setKey(api.client('platform'), { key: second.publicKey }))
    const late = { ...byRegistry, fields: ['parcel.label'] }
    await discloseDetails(api.client('buyer'), { id, readers: [late], sealingKeys: [keys.buyer] })
    const both = await read('platform', id, [second, first])
    expect(both.fields.map((field) => field.status)).toEqual(['opened', 'opened'])
    const newOnly = await read('platform', id, [second])
    expect(newOnly.fields).toMatchObject([
      { field: 'goods.link', status: 'failed', error: { code: 'KEY_MISSING' } },
      { field: 'parcel.label', status: 'opened' },
    ])
  })

  it('can be opened in part to a stranger, who verifies them offline', async () => {
    const { id, terms, details } = await trade()
    const domain = { chainId: api.deployment.chainId, verifyingContract: api.deployment.escrow }
    const own = await read('buyer', id)
    const kept = own.fields.flatMap((field) =>
      field.status === 'opened' ? [{ field: field.field, value: field.value!, salt: field.salt }] : [],
    )
    expect(kept.sort((a, b) => (a.field < b.field ? -1 : 1))).toEqual(
      [...details].sort((a, b) => (a.field < b.field ? -1 : 1)),
    )
    const statement = createStatement({ terms, domain, details: kept, fields: ['recipient.region'] })
    const verdict = verifyStatement(JSON.parse(JSON.stringify(statement)))
    expect(verdict).toMatchObject({ status: 'proven', order: id, sealed: 5 })
    expect(JSON.stringify(statement)).not.toContain('Long Lane')
  })

  it('carry messages between the parties', async () => {
    const { id } = await trade()
    const both = [reader('seller', 'conversation')]
    const text = 'Please pack it well, 谢谢'
    const sent = await sendMessage(api.client('buyer'), {
      id,
      text,
      ownKey: keys.buyer.publicKey,
      readers: both,
    })
    const got = (await read('seller', id)).fields.find(({ field }) => field === sent.field)
    expect(got).toMatchObject({ value: text, holder: address('buyer'), commitment: sent.commitment })
  })
})

describe('a passkey account', () => {
  it('keeps and opens details by the word of its contract', async () => {
    const passkey = createTestPasskey()
    const configuration = { credentials: [passkey.credential] }
    const signer = await createPasskeySigner(api.client(), { configuration, assert: passkey.assert })
    const { address: account } = await createPasskeyAccount(api.client(), configuration)
    const details = createDetails({ note: 'from a passkey' })
    const { id } = await trade({ readers: [], arbiter: account })
    const own = createSealingKey()
    await storeDetails(api.client(), { id, details, ownKey: own.publicKey, signer })
    const opened = await openDetails(api.client(), { id, sealingKeys: [own], signer })
    expect(opened.fields).toMatchObject([{ status: 'opened', value: 'from a passkey', holder: account }])
    // Another passkey is not its owner, though it names the account.
    const { assert } = createTestPasskey()
    const thief = await createPasskeySigner(api.client(), { configuration, assert })
    await expect(openDetails(api.client(), { id, sealingKeys: [own], signer: thief })).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
    })
  })
})
