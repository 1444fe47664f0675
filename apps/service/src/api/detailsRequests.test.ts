import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Hex, hashText } from '@cinnabar/protocol'
import { type Client, createDetails, createQuote, openDetails, storeDetails } from '@cinnabar/sdk'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { createSealedTrade } from '../../test/sealedTrade.ts'

const { api, keys, seller, address, read, trade } = await createSealedTrade()
afterAll(() => api.close())

const names = (fields: readonly { field: string }[]) => fields.map(({ field }) => field).sort()

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
