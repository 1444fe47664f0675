import { readFile, writeFile } from 'node:fs/promises'
import { API_VERSION } from '@cinnabar/api-schema'
import { encodeTerms, type Hex, hashText, orderId, quoteTerms, signDigest } from '@cinnabar/protocol'
import { orderLensAbi } from '@cinnabar/protocol/generated/orderLensAbi'
import { createQuote, fundOrder, getOrder, signIn } from '@cinnabar/sdk'
import { sql } from 'drizzle-orm'
import { encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture } from '../../test/apiFixture.ts'

const COMMITTED = new URL('../../../../packages/api-schema/openapi.json', import.meta.url)

let api: ApiFixture
let token: string
beforeAll(async () => {
  api = await createApiFixture()
  const seller = api.client('seller')
  await signIn(seller)
  token = seller.memory.token!
})
afterAll(() => api?.close())

function signedQuote(salt: bigint, extra: object = {}) {
  const { terms } = quoteTerms({
    preset: 'shop',
    buyer: api.people.buyer.address.toLowerCase() as Hex,
    seller: api.people.seller.address.toLowerCase() as Hex,
    token: api.token.address,
    goods: 5_000_000n,
    validUntil: 2_000_000_000,
    salt,
  })
  const domain = { chainId: api.deployment.chainId, verifyingContract: api.deployment.escrow }
  const signature = signDigest(orderId(terms, domain), hashText('person seller'))
  return { terms: encodeTerms(terms), signer: terms.seller, signature, ...extra }
}

const asSeller = (headers: Record<string, string> = {}) => ({ Authorization: `Bearer ${token}`, ...headers })

const REQUEST_ID = '0192f0c1-7b1e-7c3a-9d55-2f6c1a4e8b07'

describe('every answer', () => {
  it('carries the version, the request’s id and a strict policy', async () => {
    const { headers } = await api.get('/v1/network', { 'Request-Id': REQUEST_ID })
    expect(headers.get('request-id')).toBe(REQUEST_ID)
    expect(headers.get('cinnabar-version')).toBe(API_VERSION)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })
  it.each([
    '4bf92f3577b34da6',
    '4BF92F3577B34DA6A3CE929D0E0E4736',
    'a'.repeat(64),
    'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6',
  ])('carries the request’s id as the caller wrote it: %s', async (id) => {
    const { headers } = await api.get('/v1/network', { 'Request-Id': id })
    expect(headers.get('request-id')).toBe(id)
  })
  it.each([
    'a b',
    '13800138000',
    '+86-138-0013-8000',
    'tel:13800138000',
    'Wang-Xiaoming-8',
    'wang.xiaoming@mail.example',
    'req-12345678',
    'a'.repeat(15),
    'a'.repeat(65),
    '4bf92f3577b34da6a3ce929d0e0e473g',
    'f81d4fae-7dec-11d0-a765-00a0c91e6bf',
    'f81d4fae7-dec-11d0-a765-00a0c91e6bf6',
    '{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}',
  ])('carries an id of our own instead of one that could be personal: %s', async (id) => {
    const { headers, body } = await api.get('/v1/nothing', { 'Request-Id': id })
    expect(headers.get('request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(body.requestId).toBe(headers.get('request-id'))
    expect(JSON.stringify(body)).not.toContain(id)
  })
  it('is a problem in the reader’s language when refused', async () => {
    const { status, body } = await api.get('/v1/nothing', { 'Accept-Language': 'zh-CN' })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'ROUTE_NOT_FOUND', title: '该地址不存在', retryable: false })
  })
  it('shows the network, the tokens, health and figures to anybody', async () => {
    expect((await api.get('/v1/network')).body).toMatchObject({
      isDemo: true,
      chainId: api.deployment.chainId,
    })
    expect((await api.get('/v1/tokens')).body.items[0]).toMatchObject({
      symbol: 'USDC',
      decimals: 6,
      domain: { name: 'Test USD Coin', version: '1' },
    })
    expect((await api.get('/v1/health')).body).toEqual({ status: 'ok', checks: { database: { ok: true } } })
    const metrics = await api.app.request('/v1/metrics')
    expect(await metrics.text()).toContain('cinnabar_http_request_seconds_bucket')
  })
})

describe('a quote', () => {
  it('needs a session to be kept, and nothing is kept without', async () => {
    const before = await api.countRows()
    expect((await api.post('/quotes', signedQuote(1n))).body.code).toBe('SESSION_REQUIRED')
    expect(await api.countRows()).toEqual(before)
  })
  it('is the same however often it is posted', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => api.post('/quotes', signedQuote(2n), asSeller())))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })
  it('shows reference and metadata to its own tenant only', async () => {
    const { body } = await api.post(
      '/quotes',
      signedQuote(3n, { reference: 'A-1', metadata: { lang: '中文 😀' } }),
      asSeller(),
    )
    expect(body).toMatchObject({ reference: 'A-1', metadata: { lang: '中文 😀' } })
    expect((await api.get(`/v1/quotes/${body.id}`)).body).toMatchObject({ reference: null, metadata: null })
    expect((await api.get(`/v1/quotes/${body.order}`, asSeller())).body.reference).toBe('A-1')
    const taken = await api.post('/quotes', signedQuote(4n, { reference: 'A-1' }), asSeller())
    expect(taken).toMatchObject({ status: 409, body: { code: 'REFERENCE_EXISTS' } })
    const { id } = await fundOrder(api.client('buyer'), { quote: body.id, funding: 'wallet' })
    expect((await api.get(`/v1/orders/${id}`)).body.reference).toBeNull()
    expect((await api.get('/v1/orders?reference=A-1', asSeller())).body.items).toMatchObject([
      { id, reference: 'A-1', state: 'Accepted' },
    ])
    expect((await getOrder(api.client(), { id })).money.held).toBe(5_000_000n)
  })
})

const NAUGHTY = [
  '\u0000',
  'a\ud800b',
  "Robert'); DROP TABLE quotes;--",
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '😈'.repeat(50),
  '\u202Eevil',
  '\r\nSet-Cookie: a=b',
  'undefined',
  '__proto__',
  '١٢٣',
  '田中さん',
]

describe('naughty strings', () => {
  for (const text of NAUGHTY) {
    it(`keeps or refuses ${JSON.stringify(text).slice(0, 40)}, and never fails`, async () => {
      const salt = BigInt(hashText(text))
      const named = { reference: text, metadata: { [text.slice(0, 20)]: text } }
      const { status, body } = await api.post('/quotes', signedQuote(salt, named), asSeller())
      if (status === 201) expect(body.reference).toBe(text)
      else expect(body.code).toBe('REQUEST_INVALID')
      const escaped = encodeURIComponent(text.toWellFormed())
      const paths = [
        `quotes/${escaped}`,
        `orders/${escaped}`,
        `orders?reference=${escaped}`,
        `events?cursor=${escaped}`,
      ]
      for (const path of paths) {
        const answer = await api.get(`/v1/${path}`, asSeller())
        expect({ path, failed: answer.status >= 500 }).toEqual({ path, failed: false })
      }
      const fields = ['preset', 'buyer', 'goods', 'validUntil', 'details', 'salt']
      for (const field of fields) {
        const answer = await api.post('/quotes', { preset: 'shop', [field]: text })
        expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field)
      }
    })
  }
})

describe('Idempotency-Key', () => {
  it('replays the answer, refuses another body, and forgets refusals', async () => {
    const headers = asSeller({ 'Idempotency-Key': 'key-1' })
    const bad = await api.post('/quotes', { ...signedQuote(5n), chainId: 1 }, headers)
    expect(bad.body.code).toBe('CHAIN_MISMATCH')
    const first = await api.post('/quotes', signedQuote(5n), headers)
    const again = await api.post('/quotes', signedQuote(5n), headers)
    expect(first.status).toBe(201)
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const other = await api.post('/quotes', signedQuote(6n), headers)
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH' } })
  })
  it('answers a storm of equal keys once', async () => {
    const headers = { 'Idempotency-Key': 'storm' }
    const body = { token: api.token.address, recipient: api.people.stranger.address, amount: '7' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post('/test/faucet', body, headers)),
    )
    const codes = answers.map(({ status, body }) => (status === 200 ? 'done' : body.code))
    expect(new Set(codes)).toEqual(new Set(['done', 'IDEMPOTENCY_BUSY']))
    expect(
      new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.transactionHash)).size,
    ).toBe(1)
    const account = await api.get(`/v1/accounts/${api.people.stranger.address}`)
    expect(account.body.holdings[0].wallet).toBe('7')
  })
})

describe('actions', () => {
  it('carry the request’s id and know what became of them', async () => {
    const quote = await createQuote(Object.assign(api.client('seller'), { memory: { token } }), {
      preset: 'shop',
      buyer: api.people.buyer.address,
      token: api.token,
      goods: 1_000_000n,
    })
    const { body } = await api.post('/orders', { quote: quote.id, funding: 'authorization' })
    expect(body.sentence.en).toContain('1.00 USDC')
    expect(body.sentence['zh-CN']).toContain('USDC')
    const signature = signDigest(body.digest, hashText('person buyer'))
    const headers = { 'Request-Id': REQUEST_ID }
    const posted = await api.post('/orders', { ...body.fields, signature }, headers)
    expect(posted).toMatchObject({ status: 202, body: { id: body.digest, kind: 'fund', order: quote.order } })
    const { rows } = await api.database.db.execute(
      sql`select request_id, kind from own.actions where id = ${body.digest}`,
    )
    expect(rows).toEqual([{ request_id: REQUEST_ID, kind: 'fund' }])
    const done = await api.get(`/v1/actions/${body.digest}?wait=10`)
    expect(done.body.transactionHash).toMatch(/^0x[0-9a-f]{64}$/)
    expect((await api.get(`/v1/actions/${hashText('none')}`)).body.code).toBe('ACTION_NOT_FOUND')
    expect((await api.get('/v1/actions/12')).body).toMatchObject({
      code: 'REQUEST_INVALID',
      errors: [{ field: 'id' }],
    })
    expect((await api.get(`/v1/actions/${body.digest}?wait=99`)).body.errors[0].field).toBe('wait')
  })
})

describe('lists', () => {
  it('refuse a cursor that no page gave out', async () => {
    for (const path of [
      '/v1/orders?cursor=x',
      '/v1/events?cursor=x',
      '/v1/orders?limit=0',
      '/v1/orders?limit=101',
    ]) {
      const { status } = await api.get(path)
      expect({ path, status }).toEqual({ path, status: 400 })
    }
  })
})

describe('the network', () => {
  it('tells the contracts around the escrow, which are there and are of this escrow', async () => {
    const { body } = await api.get('/v1/network')
    const { escrow, ...around } = body.contracts
    expect(escrow).toBe(api.deployment.escrow)
    expect(Object.keys(around).sort()).toEqual([
      'accountDeployer',
      'checkpointLog',
      'keyRegistry',
      'orderLens',
      'passkeyAccountFactory',
    ])
    const { rpc } = api
    for (const address of Object.values(around)) {
      expect((await rpc.request<string>('eth_getCode', [address, 'latest'])).length).toBeGreaterThan(100)
    }
    // `escrow()` of the lens.
    const data = encodeFunctionData({ abi: orderLensAbi, functionName: 'escrow' })
    const answer = await rpc.request<string>('eth_call', [{ to: around.orderLens, data }, 'latest'])
    expect(answer.slice(-40)).toBe(escrow.slice(2))
  })
})

describe('the documents', () => {
  it('describe every route, as committed', async () => {
    const { body } = await api.get('/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    // CINNABAR_UPDATE=1 writes the document anew; the diff shows what changes for those who build on it.
    if (process.env.CINNABAR_UPDATE) await writeFile(COMMITTED, `${JSON.stringify(body, null, 2)}\n`)
    expect(body).toEqual(JSON.parse(await readFile(COMMITTED, 'utf8')))
  })
  it('are a page without script', async () => {
    const page = await (await api.app.request('/docs')).text()
    expect(page).toContain('/v1/orders/{id}/confirm')
    expect(page).toContain('id="ORDER_EXPIRED"')
    expect(page).not.toContain('<script')
    expect((await api.app.request('/docs/style.css')).status).toBe(200)
  })
})

describe('while the database is away', () => {
  it('answers 503 with Retry-After, and goes on afterwards', async () => {
    const { db } = api.database
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const execute = db.select
    ;(db as { select: unknown }).select = () => {
      throw away
    }
    const { status, body, headers } = await api.get('/v1/orders')
    ;(db as { select: unknown }).select = execute
    expect({ status, code: body.code, retryable: body.retryable }).toEqual({
      status: 503,
      code: 'DATABASE_UNAVAILABLE',
      retryable: true,
    })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await api.get('/v1/orders')).status).toBe(200)
  })
})
