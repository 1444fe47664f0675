import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createStatement,
  detailsRoot,
  type Hex,
  hashText,
  parseMoney,
  verifyErasureCertificate,
  verifyStatement,
} from '@cinnabar/protocol'
import {
  approveOrder,
  type Client,
  cancelOrder,
  confirmOrder,
  createDetails,
  createPasskeyAccount,
  createPasskeySigner,
  createQuote,
  createSealingKey,
  deliverOrder,
  discloseDetails,
  disputeOrder,
  endDisclosure,
  eraseDetails,
  fundOrder,
  getOrder,
  inspectOrder,
  listReaders,
  openDetails,
  type ReaderChoice,
  type SealingKey,
  sendMessage,
  setKey,
  shipOrder,
  signIn,
  storeDetails,
  waitForAction,
} from '@cinnabar/sdk'
import { sql } from 'drizzle-orm'
import { verifyMessage } from 'viem'
import { BoxError, openBox } from '../vault/box.ts'
import { listDataKeys } from '../vault/dataKeys.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { createTestPasskey } from '../../test/passkey.ts'

let api: ApiFixture
let seller: Client
const keys = {} as Record<PersonName, SealingKey>
beforeAll(async () => {
  api = await createApiFixture()
  for (const name of Object.keys(api.people) as PersonName[]) keys[name] = createSealingKey()
  seller = api.client('seller')
  await signIn(seller)
})
afterAll(() => api?.close())

const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
const record = async (action: Promise<{ id: Hex }>) => waitForAction(api.client(), { id: (await action).id })
const read = (name: PersonName, id: Hex, sealingKeys = [keys[name]]) =>
  openDetails(api.client(name), { id, sealingKeys })
const names = (fields: readonly { field: string }[]) => fields.map(({ field }) => field).sort()

const VALUES = {
  'recipient.name': '王小明 Wang Xiaoming',
  'recipient.address': '1 Long Lane, 上海',
  'recipient.phone': '+86 138 0013 8000',
  'recipient.region': 'CN-SH',
  'parcel.label': 'WXM-7731',
  'goods.link': 'https://shop.example/item?id=4711',
}

const reader = (name: PersonName, reason: ReaderChoice['reason'], fields?: string[]): ReaderChoice => ({
  reader: address(name),
  key: keys[name].publicKey,
  reason,
  fields,
})
const READERS = () => [
  reader('seller', 'fulfilment', ['goods.link', 'recipient.region']),
  reader('platform', 'routing', ['recipient.region']),
  reader('attestor', 'parcelLabel', ['parcel.label']),
  reader('operator', 'carriage', ['recipient.name', 'recipient.address', 'recipient.phone']),
  reader('arbiter', 'dispute'),
]

/** An order that is funded, with its details kept. */
async function trade({
  readers = READERS(),
  arbiter = address('arbiter'),
}: {
  readers?: ReaderChoice[]
  arbiter?: Hex
} = {}) {
  const details = createDetails(VALUES)
  const money = (text: string) => parseMoney(text, api.token)
  const quote = await createQuote(seller, {
    preset: 'daigou',
    token: api.token,
    buyer: address('buyer'),
    attestor: address('attestor'),
    arbiter,
    platform: address('platform'),
    goods: money('10'),
    service: money('1'),
    feeBps: 100,
    details: detailsRoot(details),
  })
  const { id, action } = await fundOrder(api.client('buyer'), { quote, funding: 'wallet' })
  await record(Promise.resolve(action))
  await storeDetails(api.client('buyer'), { id, details, ownKey: keys.buyer.publicKey, readers })
  return { id, details, terms: quote.terms }
}

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

describe('a request to the vault', () => {
  it('is refused by the name of the field that is wrong, and leaves nothing', async () => {
    const { id } = await trade({ readers: [] })
    const captured: { path: string; body: Record<string, unknown> }[] = []
    const client = api.client('buyer')
    const spy: typeof fetch = (input, init) => {
      if (init?.method === 'POST')
        captured.push({ path: new URL(String(input)).pathname.slice(3), body: JSON.parse(String(init.body)) })
      return client.fetch(input, init)
    }
    const details = createDetails({ note: 'x' })
    await storeDetails({ ...client, fetch: spy }, { id, details, ownKey: keys.buyer.publicKey })
    const { path, body } = captured.at(-1)!
    const [item] = body.items as Record<string, unknown>[]
    const [disclosure] = body.disclosures as Record<string, unknown>[]
    const other = await trade({ readers: [] })
    const later = new Date(Date.now() + 86_400_000_000).toISOString()
    const cases: [string, Record<string, unknown>, string, string | undefined][] = [
      [path, { holder: address('seller') }, 'SIGNATURE_INVALID', 'signature'],
      [path, { holder: address('stranger') }, 'NOT_A_PARTY', 'holder'],
      [`/orders/${other.id}/details`, {}, 'SIGNATURE_INVALID', 'signature'],
      [`/orders/${hashText('none')}/details`, {}, 'ORDER_NOT_FOUND', undefined],
      [path, { items: [{ ...item, field: 'note2' }] }, 'SIGNATURE_INVALID', 'signature'],
      [path, { items: [{ ...item, field: 'Wang Xiaoming' }] }, 'REQUEST_INVALID', 'items.0.field'],
      [path, { items: [{ ...item, version: 0 }] }, 'REQUEST_INVALID', 'items.0.version'],
      [path, { items: [{ ...item, ciphertext: '0x1234' }] }, 'REQUEST_INVALID', 'items.0.ciphertext'],
      [path, { items: [{ ...item, value: 'plain' }] }, 'REQUEST_INVALID', 'items.0.value'],
      [
        path,
        { disclosures: [{ ...disclosure, reader: address('stranger') }] },
        'SIGNATURE_INVALID',
        'signature',
      ],
      [
        path,
        { disclosures: [{ ...disclosure, reason: 'why not' }] },
        'REQUEST_INVALID',
        'disclosures.0.reason',
      ],
      [path, { until: '2020-01-01T00:00:00Z' }, 'CONSENT_EXPIRED', 'until'],
      [path, { until: later }, 'FIELD_SIZE', 'until'],
      [path, { signature: '0x00' }, 'SIGNATURE_INVALID', 'signature'],
    ]
    const rows = await api.countRows()
    for (const [at, change, code, field] of cases) {
      const { body: answer } = await api.post(at, { ...body, ...change })
      expect({ code: answer.code, field: answer.errors?.[0]?.field }).toEqual({ code, field })
    }
    expect(await api.countRows()).toEqual(rows)
    // The same again changes nothing, and is no error.
    expect(await api.post(path, body)).toMatchObject({ status: 201, body: { items: 1 } })
    expect(await api.countRows()).toEqual(rows)
  })

  it('stores all or nothing', async () => {
    const { id } = await trade({ readers: [] })
    const ownKey = keys.buyer.publicKey
    const client = api.client('buyer')
    await storeDetails(client, { id, ownKey, details: createDetails({ note: 'first' }) })
    const rows = await api.countRows()
    const again = createDetails({ other: 'new', note: 'another' })
    await expect(storeDetails(client, { id, ownKey, details: again })).rejects.toMatchObject({
      code: 'DETAIL_EXISTS',
      errors: [{ field: 'items.1' }],
    })
    expect(await api.countRows()).toEqual(rows)
    await storeDetails(client, { id, ownKey, details: again, version: 2 })
    const { fields } = await read('buyer', id)
    expect(names(fields).filter((field) => field === 'note')).toHaveLength(2)
  })

  it('has little room before the order is funded', async () => {
    const quote = await createQuote(seller, {
      preset: 'shop',
      token: api.token,
      buyer: address('buyer'),
      goods: 1n,
    })
    const put = (count: number, version: number) => {
      const named = Array.from({ length: count }, (_, index) => [`note.n${index}`, 'x'.repeat(4_000)])
      const details = createDetails(Object.fromEntries(named))
      const options = { id: quote.order, details, version, ownKey: keys.buyer.publicKey }
      return storeDetails(api.client('buyer'), options)
    }
    await put(40, 1)
    await expect(put(40, 2)).rejects.toMatchObject({ code: 'DETAILS_TOO_MUCH', status: 413 })
    expect((await read('buyer', quote.order)).fields).toHaveLength(40)
  })

  it('answers no other order, though the vault exchanges what it keeps', async () => {
    const [one, other] = [await trade({ readers: [] }), await trade({ readers: [] })]
    // An insider of the database puts one order's row into another.
    await api.database.db.execute(
      sql`update own.sealed_items a set boxed = b.boxed from own.sealed_items b where a.order_id = ${one.id} and b.order_id = ${other.id} and a.field = b.field`,
    )
    await expect(read('buyer', one.id)).rejects.toMatchObject({ code: 'VAULT_DAMAGED', status: 500 })
    expect((await read('buyer', other.id)).fields.every(({ status }) => status === 'opened')).toBe(true)
  })

  it('is not deceived by a service that answers what was not asked', async () => {
    const [one, other] = [await trade({ readers: [] }), await trade({ readers: [] })]
    const answers = await captureAnswer(other.id)
    const open = (client: Client) => openDetails(client, { id: one.id, sealingKeys: [keys.buyer] })
    // All of another order's.
    const swapped = await open(deceive(api.client('buyer'), () => answers))
    expect(swapped.fields.map((field) => field.status === 'failed' && field.error.code)).toEqual(
      Array(6).fill('KEY_WRONG'),
    )
    // The right keys with another field's ciphertext, another commitment, a cut ciphertext.
    const change = (edit: (item: Item, items: Item[]) => object) =>
      open(
        deceive(api.client('buyer'), (body) => {
          const items = body.items as Item[]
          return { ...body, items: items.map((item) => ({ ...item, ...edit(item, items) })) }
        }),
      )
    const codes = async (edit: Parameters<typeof change>[0]) =>
      new Set((await change(edit)).fields.map((field) => field.status === 'failed' && field.error.code))
    const reversed = (item: Item, items: Item[]) => items[items.length - 1 - items.indexOf(item)]!
    expect(await codes((item, items) => ({ ciphertext: reversed(item, items).ciphertext }))).toEqual(
      new Set(['CIPHERTEXT_WRONG']),
    )
    expect(await codes((item, items) => ({ commitment: reversed(item, items).commitment }))).toEqual(
      new Set(['COMMITMENT_WRONG']),
    )
    expect(await codes(({ ciphertext }) => ({ ciphertext: ciphertext.slice(0, 200) }))).toEqual(
      new Set(['CIPHERTEXT_WRONG']),
    )
  })

  it('is told to come again when the key store is down, and nothing was stored', async () => {
    const { id } = await trade({ readers: [] })
    const rows = await api.countRows()
    await rename(api.keyDirectory, `${api.keyDirectory}.away`)
    try {
      const details = createDetails({ note: 'x' })
      const put = storeDetails(api.client('buyer'), { id, details, ownKey: keys.buyer.publicKey })
      const away = { code: 'KEY_STORE_UNAVAILABLE', status: 503, retryable: true }
      await expect(put).rejects.toMatchObject(away)
      await expect(read('buyer', id)).rejects.toMatchObject(away)
      expect(await api.countRows()).toEqual(rows)
    } finally {
      await rename(`${api.keyDirectory}.away`, api.keyDirectory)
    }
    expect((await read('buyer', id)).fields).toHaveLength(6)
  })

  it('is not answered with nothing, and gets no second key, where the key store is an empty one', async () => {
    const { id } = await trade({ readers: [] })
    const path = join(api.keyDirectory, id.slice(2, 4), `${id.slice(2)}.key`)
    await rename(path, `${path}.away`)
    const missing = { code: 'KEY_STORE_UNAVAILABLE', status: 503 }
    await expect(read('buyer', id)).rejects.toMatchObject(missing)
    const details = createDetails({ note: 'x' })
    const put = storeDetails(api.client('buyer'), { id, details, ownKey: keys.buyer.publicKey })
    await expect(put).rejects.toMatchObject(missing)
    await rename(`${path}.away`, path)
    expect((await read('buyer', id)).fields).toHaveLength(6)
  })
})

type Item = { readonly field: string; readonly ciphertext: Hex; readonly commitment: Hex }

/** A client that hears something else than the vault answers. */
function deceive(client: Client, change: (answer: Record<string, unknown>) => object): Client {
  const fetch = (async (input: string, init?: RequestInit) => {
    const response = await client.fetch(input, init)
    if (!input.endsWith('/details/open')) return response
    return Response.json(change((await response.json()) as Record<string, unknown>))
  }) as typeof globalThis.fetch
  return { ...client, fetch }
}

/** What the service answers to the buyer who opens an order. */
async function captureAnswer(id: Hex): Promise<Record<string, unknown>> {
  let answer: Record<string, unknown> = {}
  const listening = deceive(api.client('buyer'), (body) => {
    answer = body
    return body
  })
  await openDetails(listening, { id, sealingKeys: [keys.buyer] })
  return answer
}

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

describe('erasing', () => {
  async function settled() {
    const order = await trade({ readers: [reader('seller', 'support')] })
    const { id } = order
    await record(inspectOrder(api.client('attestor'), { id, record: hashText('seen') }))
    await record(approveOrder(api.client('buyer'), { id }))
    await record(shipOrder(api.client('attestor'), { id, record: hashText('sent') }))
    await record(deliverOrder(api.client('attestor'), { id, record: hashText('there') }))
    await record(confirmOrder(api.client('buyer'), { id }))
    return order
  }

  it('destroys key, ciphertexts and search traces, and certifies what stays', async () => {
    const { id } = await settled()
    const keyPath = join(api.keyDirectory, id.slice(2, 4), `${id.slice(2)}.key`)
    const backup = await api.database.db.execute(
      sql`select holder, field, version, encode(boxed, 'hex') as boxed from own.sealed_items where order_id = ${id}`,
    )
    const rows = backup.rows as Backup[]
    expect(await openWithKeysLeft(id, rows)).toBe(6)
    const certificate = await eraseDetails(api.client('buyer'), { id })
    expect(certificate).toMatchObject({
      format: 'cinnabar.erasure/v1',
      order: id,
      requestedBy: address('buyer'),
      destroyed: { dataKey: true, rows: { items: 6, disclosures: 12 } },
    })
    const { signature, ...signed } = certificate
    const message = JSON.stringify(signed)
    expect(await verifyMessage({ address: certificate.signer, message, signature })).toBe(true)
    expect(verifyErasureCertificate(certificate)).toEqual({ status: 'proven', certificate })
    await expect(readFile(keyPath)).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await read('buyer', id)).fields).toEqual([])
    expect((await read('seller', id)).fields).toEqual([])
    const left = await api.database.db.execute(
      sql`select (select count(*) from own.sealed_items where order_id = ${id}) + (select count(*) from own.disclosures where order_id = ${id}) + (select count(*) from own.quotes where order_id = ${id} and (reference is not null or metadata <> '{}')) as count`,
    )
    expect(left.rows).toEqual([{ count: '0' }])
    // A backup of the database from before opens with no key that is left.
    expect(await openWithKeysLeft(id, rows)).toBe(0)
    // Money and states are as they were.
    expect(await getOrder(api.client(), { id })).toMatchObject({ state: 'Settled', ending: 'Earned' })
    // Asked again, it is the same certificate; nothing is kept for the order any more.
    const again = await eraseDetails(api.client('buyer'), { id })
    expect(JSON.stringify(again)).toBe(JSON.stringify(certificate))
    const late = storeDetails(api.client('buyer'), {
      id,
      details: createDetails({ note: 'late' }),
      ownKey: keys.buyer.publicKey,
    })
    await expect(late).rejects.toMatchObject({ code: 'DETAILS_ERASED' })
  })

  it('is refused while money is held, and to everybody but the buyer', async () => {
    const { id } = await trade()
    await expect(eraseDetails(api.client('buyer'), { id })).rejects.toMatchObject({ code: 'ORDER_LIVE' })
    await expect(eraseDetails(api.client('seller'), { id })).rejects.toMatchObject({
      code: 'NOT_A_PARTY',
      errors: [{ field: 'holder' }],
    })
    expect((await read('buyer', id)).fields).toHaveLength(6)
  })

  it('is finished after a crash at any of its steps', async () => {
    const { id } = await settled()
    // Begun, and cut off before the key was destroyed.
    await api.database.db.execute(
      sql`insert into own.erasures (order_id, tenant_id, requested_by, destroyed) values (${id}, 'default', 'operator', '{"items":6}')`,
    )
    const refused = storeDetails(api.client('buyer'), {
      id,
      details: createDetails({ note: 'x' }),
      ownKey: keys.buyer.publicKey,
    })
    await expect(refused).rejects.toMatchObject({ code: 'DETAILS_ERASED' })
    expect(await api.vault.resume()).toBe(1)
    expect(await api.vault.resume()).toBe(0)
    expect((await read('buyer', id)).fields).toEqual([])

    // The key destroyed, and cut off before the rows were deleted.
    const second = await settled()
    const keyPath = join(api.keyDirectory, second.id.slice(2, 4), `${second.id.slice(2)}.key`)
    await writeFile(keyPath, '')
    await expect(read('buyer', second.id)).rejects.toMatchObject({ code: 'KEY_STORE_UNAVAILABLE' })
    expect(await eraseDetails(api.client('buyer'), { id: second.id })).toMatchObject({ order: second.id })
    expect((await read('buyer', second.id)).fields).toEqual([])
  })
})

type Backup = { holder: string; field: string; version: number; boxed: string }

/** Tries every key that is left on what a backup of the database holds. @returns How many ciphertexts opened. */
async function openWithKeysLeft(order: Hex, backup: readonly Backup[]): Promise<number> {
  const orders = await listDataKeys(api.keyDirectory)
  expect(orders.length).toBeGreaterThan(0)
  let opened = 0
  for (const id of orders) {
    const key = await readFile(join(api.keyDirectory, id.slice(2, 4), `${id.slice(2)}.key`))
    for (const { holder, field, version, boxed } of backup) {
      try {
        openBox(key, Buffer.from(boxed, 'hex'), `item ${order} ${holder} ${field} ${version}`)
        opened++
      } catch (error) {
        if (!(error instanceof BoxError)) throw error
      }
    }
  }
  return opened
}
