import {
  encodeTerms,
  type Hex,
  type Order,
  type OrderJson,
  orderId,
  parseMoney,
  quoteTerms,
  signDigest,
  toTypedData,
} from '@cinnabar/protocol'
import { createQuote, fundOrder, signIn, type Quote } from '@cinnabar/sdk'
import { hashText } from '@cinnabar/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'

let api: ApiFixture
let quote: Quote
let order: Hex
let bearer: Record<string, string>

const key = (name: PersonName) => hashText(`person ${name}`)
const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
const domain = () => ({ chainId: api.deployment.chainId, verifyingContract: api.deployment.escrow })
const STRANGE = `0x${'ab'.repeat(20)}` as const

function termsOf(changes: Partial<Order> = {}): Order {
  const { terms } = quoteTerms({
    preset: 'daigou',
    buyer: address('buyer'),
    seller: address('seller'),
    token: api.token.address,
    attestor: address('attestor'),
    goods: parseMoney('10', api.token),
    validUntil: 2_000_000_000,
    salt: BigInt(hashText(JSON.stringify(Object.keys(changes)))),
  })
  return { ...terms, ...changes }
}

beforeAll(async () => {
  api = await createApiFixture()
  const seller = api.client('seller')
  await signIn(seller)
  bearer = { Authorization: `Bearer ${seller.memory.token}` }
  quote = await createQuote(seller, { terms: termsOf() })
  order = (await fundOrder(api.client('buyer'), { quote, funding: 'wallet' })).id
})
afterAll(() => api?.close())

/** A refusal with this code, of this field, that left nothing behind. */
async function expectRefused(
  path: string,
  body: unknown,
  { code, field, headers }: { code: string; field: string; headers?: Record<string, string> },
) {
  const before = await api.countRows()
  const { status, body: problem, headers: answered } = await api.post(path, body, headers)
  const named = (problem.errors ?? []).filter((error: { field: string }) => error.field === field)
  expect({
    path,
    field,
    codes: named.map((error: { code: string }) => error.code),
    status: status >= 400,
  }).toEqual({
    path,
    field,
    codes: expect.arrayContaining([code]),
    status: true,
  })
  expect(answered.get('content-type')).toContain('application/problem+json')
  expect(problem).toMatchObject({
    code: expect.any(String),
    title: expect.any(String),
    mend: expect.any(String),
  })
  expect(named[0].mend.length).toBeGreaterThan(5)
  expect(await api.countRows()).toEqual(before)
}

type Kind = 'address' | 'amount' | 'hash' | 'bps' | 'window' | 'instant' | 'salt'
const FORMS: Record<Kind, readonly (readonly [unknown, string])[]> = {
  address: [
    [undefined, 'FIELD_MISSING'],
    [7, 'FIELD_TYPE'],
    [null, 'FIELD_TYPE'],
    ['0x12', 'ADDRESS_INVALID'],
    ['0xAA000000000000000000000000000000000000aA', 'ADDRESS_INVALID'],
    ['😈'.repeat(20), 'ADDRESS_INVALID'],
  ],
  amount: [
    [undefined, 'FIELD_MISSING'],
    [7, 'FIELD_TYPE'],
    ['-1', 'AMOUNT_NEGATIVE'],
    [(2n ** 96n).toString(), 'AMOUNT_TOO_LARGE'],
    ['1.0000001', 'AMOUNT_DECIMALS'],
    ['1e3', 'AMOUNT_FORMAT'],
    ['', 'AMOUNT_FORMAT'],
    ['١٢', 'AMOUNT_FORMAT'],
  ],
  salt: [
    [undefined, 'FIELD_MISSING'],
    [7, 'FIELD_TYPE'],
    ['-1', 'AMOUNT_NEGATIVE'],
    [(2n ** 256n).toString(), 'AMOUNT_TOO_LARGE'],
    ['9'.repeat(10_000), 'AMOUNT_TOO_LARGE'],
  ],
  hash: [
    [undefined, 'FIELD_MISSING'],
    [7, 'FIELD_TYPE'],
    ['0x12', 'HEX_INVALID'],
    [`0x${'zz'.repeat(32)}`, 'HEX_INVALID'],
  ],
  bps: [
    [undefined, 'FIELD_MISSING'],
    ['7', 'FIELD_TYPE'],
    [-1, 'INTEGER_NEGATIVE'],
    [1.5, 'INTEGER_FORMAT'],
    [65_536, 'INTEGER_TOO_LARGE'],
  ],
  window: [
    [undefined, 'FIELD_MISSING'],
    ['7', 'FIELD_TYPE'],
    [-1, 'INTEGER_NEGATIVE'],
    [2 ** 32, 'INTEGER_TOO_LARGE'],
  ],
  instant: [
    [undefined, 'FIELD_MISSING'],
    ['2026-11-22T00:00:00Z', 'FIELD_TYPE'],
    [-1, 'INTEGER_NEGATIVE'],
    [2 ** 40, 'INTEGER_TOO_LARGE'],
  ],
}
const TERMS_KINDS: Record<string, Kind> = {
  ...Object.fromEntries(
    ['buyer', 'payer', 'seller', 'token', 'platform', 'arbiter', 'backupArbiter', 'attestor'].map((f) => [
      f,
      'address',
    ]),
  ),
  ...Object.fromEntries(['goods', 'service', 'freight', 'atCost', 'arbiterFee'].map((f) => [f, 'amount'])),
  ...Object.fromEntries(['feeBps', 'drawBps', 'abandonBps', 'silenceBps'].map((f) => [f, 'bps'])),
  ...Object.fromEntries(['details', 'link'].map((f) => [f, 'hash'])),
  validUntil: 'instant',
  salt: 'salt',
}

describe('terms of a wrong form', () => {
  for (const [field, kind] of Object.entries(TERMS_KINDS)) {
    for (const [value, code] of FORMS[kind]) {
      it(`refuses ${field} ${JSON.stringify(value)?.slice(0, 30)} as ${code}`, async () => {
        const terms = { ...encodeTerms(termsOf()), [field]: value }
        await expectRefused('/quotes', { terms }, { code, field: `terms.${field}` })
      })
    }
  }
  for (const [value, code] of FORMS.window) {
    it(`refuses windows.deliver ${String(value)} as ${code}`, async () => {
      const json = encodeTerms(termsOf())
      const terms = { ...json, windows: { ...json.windows, deliver: value } }
      await expectRefused('/orders', { terms, funding: 'balance' }, { code, field: 'terms.windows.deliver' })
    })
  }
  it('refuses a field that nobody knows, by its name', async () => {
    const terms = { ...encodeTerms(termsOf()), tip: '1' } as OrderJson
    await expectRefused('/quotes', { terms }, { code: 'FIELD_UNKNOWN', field: 'terms.tip' })
    await expectRefused(
      '/quotes',
      { preset: 'shop', colour: 'red' },
      { code: 'FIELD_UNKNOWN', field: 'colour' },
    )
  })
})

describe('terms that cannot be funded', () => {
  const cases: [string, () => Partial<Order>, string, string][] = [
    ['a token that is not served', () => ({ token: STRANGE }), 'TOKEN_UNKNOWN', 'terms.token'],
    ['an expired quote', () => ({ validUntil: 1_700_000_000 }), 'ORDER_EXPIRED', 'terms.validUntil'],
    ['a seller who is the buyer', () => ({ seller: address('buyer') }), 'TERMS_INVALID', 'terms.seller'],
    ['a fee above the bound', () => ({ feeBps: 3001, platform: STRANGE }), 'TERMS_INVALID', 'terms.feeBps'],
    ['nothing to pay', () => ({ goods: 0n }), 'TERMS_INVALID', 'terms.goods'],
  ]
  for (const [name, changes, code, field] of cases) {
    it(`refuses ${name}`, async () => {
      const terms = termsOf(changes())
      await expectRefused('/quotes', { terms: encodeTerms(terms) }, { code, field })
      const signature = signDigest(orderId(terms, domain()), key('seller'))
      const signed = { terms: encodeTerms(terms), signer: address('seller'), signature }
      await expectRefused('/quotes', signed, { code, field, headers: bearer })
      await expectRefused('/orders', { terms: encodeTerms(terms), funding: 'balance' }, { code, field })
    })
  }
  it('refuses another chain, a stranger’s quote and an altered signature', async () => {
    const terms = termsOf()
    const signature = signDigest(orderId(terms, domain()), key('seller'))
    const signed = { terms: encodeTerms(terms), signer: address('seller'), signature }
    const refuse = (change: object, code: string, field: string) =>
      expectRefused('/quotes', { ...signed, ...change }, { code, field, headers: bearer })
    await refuse({ chainId: 1 }, 'CHAIN_MISMATCH', 'chainId')
    await refuse({ signer: address('stranger') }, 'NOT_AUTHORIZED', 'signer')
    await refuse({ signature: alter(signature) }, 'SIGNATURE_INVALID', 'signature')
    await refuse({ signature: '0x' }, 'SIGNATURE_INVALID', 'signature')
    const elsewhere = orderId(terms, { ...domain(), chainId: 1 })
    await refuse({ signature: signDigest(elsewhere, key('seller')) }, 'SIGNATURE_INVALID', 'signature')
  })
})

function alter(signature: Hex): Hex {
  return `0x${signature[2] === 'f' ? 'e' : 'f'}${signature.slice(3)}`
}

describe('funding', () => {
  const fresh = () => encodeTerms(termsOf({ salt: 77n }))
  const cases: [string, () => object, string, string][] = [
    ['neither quote nor terms', () => ({ funding: 'balance' }), 'FIELD_MISSING', 'quote'],
    ['both', () => ({ funding: 'balance', quote: quote.id, terms: fresh() }), 'FIELD_CONFLICT', 'quote'],
    ['an unknown way', () => ({ funding: 'card', terms: fresh() }), 'FIELD_VALUE', 'funding'],
    ['no way at all', () => ({ terms: fresh() }), 'FIELD_MISSING', 'funding'],
    [
      'another payer',
      () => ({ funding: 'balance', terms: fresh(), signer: STRANGE }),
      'NOT_AUTHORIZED',
      'signer',
    ],
    ['an empty balance', () => ({ funding: 'balance', terms: fresh() }), 'BALANCE_INSUFFICIENT', 'funding'],
    [
      'no allowance',
      () => ({ funding: 'allowance', terms: fresh() }),
      'ERC20_INSUFFICIENT_ALLOWANCE',
      'funding',
    ],
    [
      'a consent of yesterday',
      () => ({ funding: 'authorization', terms: fresh(), until: '2020-01-01T00:00:00Z' }),
      'CONSENT_EXPIRED',
      'until',
    ],
    [
      'an instant without zone',
      () => ({ funding: 'balance', terms: fresh(), until: '2030-01-01T00:00:00' }),
      'INSTANT_FORMAT',
      'until',
    ],
    [
      'an order that was funded',
      () => ({ funding: 'balance', quote: quote.id }),
      'ORDER_EXISTS',
      'terms.salt',
    ],
    [
      'another chain',
      () => ({ funding: 'balance', terms: fresh(), chainId: 1 }),
      'CHAIN_MISMATCH',
      'chainId',
    ],
  ]
  for (const [name, body, code, field] of cases) {
    it(`refuses ${name}`, () => expectRefused('/orders', body(), { code, field }))
  }
  it('refuses an authorisation that was altered, or is another’s', async () => {
    const terms = fresh()
    const { body } = await api.post('/orders', { funding: 'authorization', terms })
    const refuse = (signature: Hex) =>
      expectRefused(
        '/orders',
        { ...body.fields, signature },
        { code: 'SIGNATURE_INVALID', field: 'signature' },
      )
    await refuse(signDigest(body.digest, key('stranger')))
    await refuse(alter(signDigest(body.digest, key('buyer'))))
    const anHourLater = new Date(Date.parse(body.fields.until) + 3_600_000).toISOString()
    const later = { ...body.fields, until: anHourLater }
    const signature = signDigest(body.digest, key('buyer'))
    await expectRefused('/orders', { ...later, signature }, { code: 'SIGNATURE_INVALID', field: 'signature' })
  })
})

describe('actions on an order', () => {
  const RECORD = `0x${'11'.repeat(32)}`
  const cases: [string, object, string, string][] = [
    ['inspect', {}, 'FIELD_MISSING', 'record'],
    ['inspect', { record: 5 }, 'FIELD_TYPE', 'record'],
    ['inspect', { record: '0x11' }, 'HEX_INVALID', 'record'],
    ['inspect', { record: RECORD, state: 'Lost' }, 'FIELD_VALUE', 'state'],
    ['inspect', { record: RECORD, state: 'Shipped' }, 'STATE_MISMATCH', 'state'],
    ['inspect', { record: RECORD, signer: STRANGE }, 'NOT_AUTHORIZED', 'signer'],
    ['inspect', { record: RECORD, until: '2020-01-01T00:00:00Z' }, 'CONSENT_EXPIRED', 'until'],
    ['inspect', { record: RECORD, until: 'soon' }, 'INSTANT_FORMAT', 'until'],
    ['inspect', { record: RECORD, chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
    ['inspect', { record: RECORD, note: 'hello' }, 'FIELD_UNKNOWN', 'note'],
    ['ship', { record: RECORD, signer: 'seller' }, 'ADDRESS_INVALID', 'signer'],
    ['ship', { record: RECORD }, 'ACTION_NOT_POSSIBLE', 'state'],
    ['confirm', { claimed: '5' }, 'CLAIM_MISMATCH', 'claimed'],
    ['confirm', { claimed: '-5' }, 'AMOUNT_NEGATIVE', 'claimed'],
    ['extend', { extraSeconds: 0 }, 'EXTENSION_OUT_OF_RANGE', 'extraSeconds'],
    ['extend', { extraSeconds: 11 * 86_400 }, 'EXTENSION_OUT_OF_RANGE', 'extraSeconds'],
    ['extend', { extraSeconds: -1 }, 'INTEGER_NEGATIVE', 'extraSeconds'],
    ['extend', { extraSeconds: '60' }, 'FIELD_TYPE', 'extraSeconds'],
    ['draw', { total: '1', record: RECORD }, 'BOND_INSUFFICIENT', 'total'],
    ['draw', { total: '0', record: RECORD }, 'DRAW_OUT_OF_RANGE', 'total'],
    ['refund', { amount: '1' }, 'BALANCE_INSUFFICIENT', 'amount'],
    ['refund', { amount: '0' }, 'AMOUNT_ZERO', 'amount'],
    ['refund', { amount: '1.5' }, 'AMOUNT_DECIMALS', 'amount'],
    ['settle', { sellerTotal: '1' }, 'FIELD_MISSING', 'signer'],
    ['settle', { sellerTotal: '1', signer: STRANGE }, 'NOT_AUTHORIZED', 'signer'],
    ['dispute', { record: RECORD, signer: STRANGE }, 'ACTION_NOT_POSSIBLE', 'state'],
    ['lapse', {}, 'DEADLINE_NOT_REACHED', 'id'],
  ]
  for (const [action, body, code, field] of cases) {
    it(`refuses ${action} ${JSON.stringify(body).slice(0, 60)} as ${code}`, () =>
      expectRefused(`/orders/${order}/${action}`, body, { code, field }))
  }
  it('refuses what another signed, an altered signature, and a signature of another action', async () => {
    const path = `/orders/${order}/extend`
    const { body } = await api.post(path, { extraSeconds: 60 })
    const refuse = (signature: Hex, change: object = {}) =>
      expectRefused(
        path,
        { ...body.fields, ...change, signature },
        { code: 'SIGNATURE_INVALID', field: 'signature' },
      )
    await refuse(signDigest(body.digest, key('seller')))
    await refuse(alter(signDigest(body.digest, key('buyer'))))
    await refuse(signDigest(body.digest, key('buyer')), { extraSeconds: 61 })
    const highS = flipS(signDigest(body.digest, key('buyer')))
    await refuse(highS)
    const confirm = await api.post(`/orders/${order}/confirm`, {})
    await refuse(signDigest(confirm.body.digest, key('buyer')))
  })
  it('answers a signature that is posted again with the same action, once', async () => {
    const path = `/orders/${order}/extend`
    const { body } = await api.post(path, { extraSeconds: 60 })
    const signed = { ...body.fields, signature: signDigest(body.digest, key('buyer')) }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => api.post(path, signed)))
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([body.digest]))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])
    const later = await api.get(`/v1/actions/${body.digest}?wait=10`)
    expect(later.body).toMatchObject({ status: expect.stringMatching(/recorded|final/), error: null })
    const again = await api.post(path, signed)
    expect(again).toMatchObject({
      status: 202,
      body: { id: body.digest, transactionHash: later.body.transactionHash },
    })
    await expectRefused(path, { extraSeconds: 60 }, { code: 'ALREADY_EXTENDED', field: 'state' })
  })
  it('knows no order that was never funded', async () => {
    const before = await api.countRows()
    const { status, body } = await api.post(`/orders/${`0x${'00'.repeat(32)}`}/cancel`, {})
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'ORDER_NOT_FOUND' })
    expect(await api.countRows()).toEqual(before)
  })
})

function flipS(signature: Hex): Hex {
  const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const s = n - BigInt(`0x${signature.slice(66, 130)}`)
  const v = signature.endsWith('1b') ? '1c' : '1b'
  return `${signature.slice(0, 66) as Hex}${s.toString(16).padStart(64, '0')}${v}`
}

describe('actions of an account', () => {
  const token = () => api.token.address
  const cases: [PersonName, string, () => object, string, string][] = [
    ['buyer', 'withdraw', () => ({ token: token(), amount: '1' }), 'BALANCE_INSUFFICIENT', 'amount'],
    ['buyer', 'withdraw', () => ({ token: token() }), 'FIELD_MISSING', 'amount'],
    ['buyer', 'withdraw', () => ({ amount: '1' }), 'FIELD_MISSING', 'token'],
    ['buyer', 'withdraw', () => ({ token: STRANGE, amount: '1' }), 'TOKEN_UNKNOWN', 'token'],
    ['buyer', 'withdraw', () => ({ token: token(), amount: '0' }), 'AMOUNT_ZERO', 'amount'],
    [
      'buyer',
      'withdraw',
      () => ({ token: token(), amount: '1', recipient: `0x${'00'.repeat(20)}` }),
      'RECIPIENT_INVALID',
      'recipient',
    ],
    ['buyer', 'withdraw', () => ({ token: token(), amount: '1', nonce: '-1' }), 'AMOUNT_NEGATIVE', 'nonce'],
    ['buyer', 'withdraw-bond', () => ({ token: token(), amount: '1' }), 'BOND_INSUFFICIENT', 'amount'],
    ['buyer', 'post-bond', () => ({ token: token(), amount: '1' }), 'BALANCE_INSUFFICIENT', 'amount'],
    [
      'buyer',
      'set-operator',
      () => ({ operator: `0x${'00'.repeat(20)}`, operatorUntil: '2030-01-01T00:00:00Z' }),
      'RECIPIENT_INVALID',
      'operator',
    ],
    [
      'buyer',
      'set-operator',
      () => ({ operator: STRANGE, operatorUntil: 1_900_000_000 }),
      'FIELD_TYPE',
      'operatorUntil',
    ],
    ['buyer', 'burn-nonce', () => ({}), 'FIELD_MISSING', 'nonce'],
    ['buyer', 'deposit', () => ({ token: token(), amount: '0' }), 'AMOUNT_ZERO', 'amount'],
    ['buyer', 'deposit', () => ({ token: STRANGE, amount: '1' }), 'TOKEN_UNKNOWN', 'token'],
    [
      'buyer',
      'deposit',
      () => ({ token: token(), amount: '1', until: '2020-01-01T00:00:00Z' }),
      'CONSENT_EXPIRED',
      'until',
    ],
  ]
  for (const [who, action, body, code, field] of cases) {
    it(`refuses ${action} as ${code} of ${field}`, () =>
      expectRefused(`/accounts/${address(who)}/${action}`, body(), { code, field }))
  }
  it('refuses a deposit beyond the wallet, before anything is stored', async () => {
    const path = `/accounts/${address('stranger')}/deposit`
    const { body } = await api.post(path, { token: token(), amount: '5' })
    const signature = signDigest(body.digest, key('stranger'))
    await expectRefused(
      path,
      { ...body.fields, signature },
      { code: 'ERC20_INSUFFICIENT_BALANCE', field: 'amount' },
    )
  })
})

describe('requests of a wrong shape', () => {
  const cases: [string, string, Record<string, string>, number, string][] = [
    ['text that is no JSON', '{"a":', {}, 400, 'BODY_NOT_JSON'],
    ['a body of 70 KB', JSON.stringify({ a: 'x'.repeat(70_000) }), {}, 413, 'BODY_TOO_LARGE'],
    ['nine levels', `${'[{"a":'.repeat(9)}1${'}]'.repeat(9)}`, {}, 400, 'BODY_TOO_DEEP'],
    ['another media type', '{}', { 'Content-Type': 'text/plain' }, 415, 'MEDIA_TYPE'],
    ['a list', '[]', {}, 400, 'REQUEST_INVALID'],
    ['null', 'null', {}, 400, 'REQUEST_INVALID'],
    [
      'a foreign page with cookies',
      '{}',
      { Cookie: 'a=b', Origin: 'https://evil.example' },
      403,
      'ORIGIN_REFUSED',
    ],
    ['an empty key', '{}', { 'Idempotency-Key': 'a b' }, 400, 'IDEMPOTENCY_KEY_INVALID'],
  ]
  for (const [name, body, headers, status, code] of cases) {
    it(`refuses ${name}`, async () => {
      const before = await api.countRows()
      const answer = await api.post('/quotes', body, headers)
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
      expect(await api.countRows()).toEqual(before)
    })
  }
  it('builds the same typed data as protocol does', async () => {
    const terms = termsOf()
    const { body } = await api.post('/quotes', { terms: encodeTerms(terms) })
    expect(body.typedData).toEqual(toTypedData('Order', terms, domain()))
  })
})
