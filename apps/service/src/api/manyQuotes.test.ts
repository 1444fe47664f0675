import {
  encodeTerms,
  type Hex,
  hashAction,
  hashText,
  orderId,
  parseMoney,
  quotesProof,
  quotesRoot,
  signDigest,
  toTypedData,
} from '@cinnabar/protocol'
import {
  acceptOrder,
  type CreateQuotesParameters,
  createQuotes,
  fundOrder,
  getOrder,
  getQuote,
  listQuotes,
  type Quote,
  type QuoteOfMany,
  signIn,
} from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, collect, createApiFixture, type PersonName } from '../../test/apiFixture.ts'

let api: ApiFixture
let seller: ReturnType<ApiFixture['client']>
let bearer: Record<string, string>
/** What the seller was asked to sign. */
const signed: { sentence: string; primaryType: string }[] = []

beforeAll(async () => {
  api = await createApiFixture()
  seller = {
    ...api.client('seller'),
    beforeSign: ({ sentence, typedData }) => {
      signed.push({ sentence, primaryType: typedData.primaryType })
    },
  }
  await signIn(seller)
  bearer = { Authorization: `Bearer ${seller.memory.token}` }
})
afterAll(() => api?.close())

const address = (name: PersonName) => api.people[name].address
const domainOf = () => ({ chainId: api.deployment.chainId, verifyingContract: api.deployment.escrow })
const item = (number: number, more: Partial<QuoteOfMany> = {}): QuoteOfMany => ({
  preset: 'shop',
  buyer: address('buyer'),
  token: api.token,
  attestor: address('attestor'),
  arbiter: address('arbiter'),
  goods: parseMoney(`${number}.50`, api.token),
  ...more,
})
const items = (name: string, count = 5) =>
  Array.from({ length: count }, (_, i) => item(i + 1, { reference: `${name}-${i}` }))

const countSigned = async (parameters: CreateQuotesParameters) => {
  const before = signed.length
  const quotes = await createQuotes(seller, parameters)
  return { quotes, count: signed.length - before }
}

describe('many quotes by one signature', () => {
  it('are signed once, kept each with its proof, and one of them is funded', async () => {
    const { quotes, count } = await countSigned({ quotes: items('list') })
    expect(count).toBe(1)
    expect(signed.at(-1)).toMatchObject({
      primaryType: 'Quotes',
      sentence: expect.stringMatching(/^Agree to 5 orders of 17\.50 USDC in total, the list 0x/),
    })
    expect(quotes.map(({ reference }) => reference)).toEqual(items('list').map(({ reference }) => reference))
    expect(new Set(quotes.map(({ sellerSignature }) => sellerSignature)).size).toBe(1)
    const [, , third] = quotes as [Quote, Quote, Quote]
    expect(third.quotes).toEqual({
      until: Math.max(...quotes.map(({ terms }) => terms.validUntil)),
      proof: quotesProof(
        quotes.map(({ order }) => order),
        third.order,
      ),
    })
    expect(await getQuote(api.client(), { id: third.id })).toMatchObject({ quotes: third.quotes })
    const { id } = await fundOrder(api.client('buyer'), { quote: third, funding: 'wallet' })
    expect(await getOrder(api.client(), { id })).toMatchObject({ id: third.order, state: 'Accepted' })
  })

  it('say their number and total in Chinese too', async () => {
    await createQuotes({ ...seller, locale: 'zh-CN' }, { quotes: items('zh', 2) })
    expect(signed.at(-1)!.sentence).toMatch(/中的 2 个订单，合计 4\.00 USDC。/)
  })

  it('go on where they broke off: what is kept is not signed again', async () => {
    const first = await countSigned({ quotes: items('resumed', 2) })
    const all = await countSigned({ quotes: items('resumed') })
    expect(all.quotes.slice(0, 2)).toEqual(first.quotes)
    expect(all.count).toBe(1)
    expect(signed.at(-1)!.sentence).toMatch(/^Agree to 3 orders of 13\.50 USDC/)
    const again = await countSigned({ quotes: items('resumed') })
    expect(again).toEqual({ quotes: all.quotes, count: 0 })
    const unnamed = all.quotes.map(({ terms }) => ({ terms }))
    expect(await countSigned({ quotes: unnamed })).toEqual({ quotes: all.quotes, count: 0 })
    expect(await collect(listQuotes(seller, { order: all.quotes[3]!.order }))).toEqual([all.quotes[3]])
  })

  it('sign nothing when a reference names another quote', async () => {
    await createQuotes(seller, { quotes: items('taken', 1) })
    const before = [signed.length, await api.countRows()]
    const changed = [item(9, { reference: 'new' }), item(2, { reference: 'taken-0' })]
    await expect(createQuotes(seller, { quotes: changed })).rejects.toMatchObject({
      code: 'REFERENCE_EXISTS',
      reference: 'taken-0',
    })
    expect([signed.length, await api.countRows()]).toEqual(before)
  })

  it('sign nothing for no quotes, or for the same one twice', async () => {
    const count = signed.length
    await expect(createQuotes(seller, { quotes: [] })).rejects.toMatchObject({ code: 'QUOTES_INVALID' })
    const same = item(1, { salt: 5n, validUntil: 2_000_000_000 })
    await expect(createQuotes(seller, { quotes: [same, same] })).rejects.toThrow('is there twice')
    expect(signed.length).toBe(count)
  })
})

describe('a list that any other software signs', () => {
  it('is told what to sign for each of its orders, which is the same', async () => {
    const made = await createQuotes(seller, { quotes: items('by hand', 3) })
    const terms = made.map((quote) => ({ ...quote.terms, salt: quote.terms.salt + 1n }))
    const domain = { chainId: api.deployment.chainId, verifyingContract: api.deployment.escrow }
    const orders = terms.map((one) => orderId(one, domain))
    const until = '2030-01-01T00:00:00Z'
    const answers = await Promise.all(
      terms.map((one, i) => {
        const quotes = { until, proof: quotesProof(orders, orders[i]!) }
        return api.post('/quotes', { terms: encodeTerms(one), quotes })
      }),
    )
    const message = { root: quotesRoot(orders), until: 1_893_456_000 }
    const digest = hashAction('Quotes', message, domain)
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(body).toMatchObject({ digest, typedData: toTypedData('Quotes', message, domain) })
      expect(body.sentence['zh-CN']).toContain('中的全部订单')
    }
    const signature = signDigest(digest, hashText('person seller'))
    const { status, body } = await api.post('/quotes', { ...answers[2]!.body.fields, signature }, bearer)
    expect({ status, order: body.order }).toEqual({ status: 201, order: orders[2] })
    expect(body.quotes).toEqual({ until, proof: quotesProof(orders, orders[2]!) })
  })
})

describe('a requested order of a list', () => {
  /** Two orders that wait for their seller, and the list that it signed. */
  async function requested(name: string, until?: number) {
    const more = { windows: { accept: 86_400 } }
    const quotes = await createQuotes(seller, {
      quotes: [1, 2].map((i) => item(i, { ...more, reference: `${name}-${i}` })),
      ...(until !== undefined && { until }),
    })
    const buyer = api.client('buyer')
    for (const { terms } of quotes) await fundOrder(buyer, { terms, funding: 'wallet' })
    return quotes as [Quote, Quote]
  }
  const stateOf = async ({ order }: Quote) => (await getOrder(api.client(), { id: order })).state
  const bodyOf = ({ quoter, sellerSignature, quotes }: Quote) => ({
    signer: quoter,
    signature: sellerSignature,
    quotes: { until: new Date(quotes!.until * 1000).toISOString(), proof: quotes!.proof },
  })

  it('is accepted by its signature, which anybody may bring, once', async () => {
    const [quote, other] = await requested('brought')
    const count = signed.length
    const action = await acceptOrder(api.client(), { id: quote.order, quote })
    expect(action).toMatchObject({ id: quote.order, kind: 'accept', account: quote.quoter, error: null })
    expect([await stateOf(quote), await stateOf(other)]).toEqual(['Accepted', 'Requested'])
    const rows = await api.countRows()
    expect(await acceptOrder(api.client(), { id: quote.order, quote })).toMatchObject({ id: quote.order })
    expect(await api.countRows()).toEqual(rows)
    expect(signed.length).toBe(count)
  })

  it('is shown as the list that is signed', async () => {
    const [quote] = await requested('shown')
    const { quotes } = bodyOf(quote)
    const { status, body } = await api.post(`/orders/${quote.order}/accept`, { quotes })
    expect(status).toBe(200)
    const signature = await api.people.seller.signTypedData(body.typedData)
    expect(body).toMatchObject({
      fields: { signer: quote.quoter, quotes },
      typedData: { primaryType: 'Quotes' },
    })
    expect(signature).toBe(quote.sellerSignature)
    expect(await api.post(`/orders/${quote.order}/accept`, { ...body.fields, signature })).toMatchObject({
      status: 202,
      body: { id: quote.order },
    })
  })

  it('is refused by the name of the field that is wrong, and stays as it is', async () => {
    const until = (await api.advanceClock(1)) + 600
    const [quote, other] = await requested('refused', until)
    const body = bodyOf(quote)
    const list = { root: quotesRoot([quote.order, other.order]), until }
    const byStranger = signDigest(hashAction('Quotes', list, domainOf()), hashText('person stranger'))
    const elsewhere = hashAction('Quotes', list, { ...domainOf(), chainId: 1 })
    const proof = Array.from({ length: 21 }, (_, i) => hashText(`step ${i}`))
    const cases = [
      [{ ...body, signature: byStranger }, 'SIGNATURE_INVALID', 'signature'],
      [
        { ...body, signature: signDigest(elsewhere, hashText('person seller')) },
        'SIGNATURE_INVALID',
        'signature',
      ],
      [{ ...body, signer: address('stranger'), signature: byStranger }, 'NOT_AUTHORIZED', 'signer'],
      [{ ...body, quotes: bodyOf(other).quotes, signature: byStranger }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...body, quotes: undefined }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...body, quotes: { ...body.quotes, proof } }, 'PROOF_TOO_LONG', 'quotes.proof'],
      [{ ...body, chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
    ] as const
    const expectRefused = async (request: object, code: string, field: string) => {
      const { body } = await api.post(`/orders/${quote.order}/accept`, request)
      expect(body.errors).toEqual([
        { field, code, detail: expect.any(String), mend: expect.stringMatching(/.{10}/) },
      ])
    }
    const rows = await api.countRows()
    for (const [request, code, field] of cases) await expectRefused(request, code, field)
    await api.advanceClock(601)
    await expectRefused(body, 'CONSENT_EXPIRED', 'quotes.until')
    await expectRefused({ quotes: body.quotes }, 'CONSENT_EXPIRED', 'quotes.until')
    expect(await api.countRows()).toEqual(rows)
    expect(await stateOf(quote)).toBe('Requested')
  })
})

describe('an agreement that is none', () => {
  const until = '2030-01-01T00:00:00Z'
  const UNTIL = Date.parse(until) / 1000
  let quotes: Quote[]
  beforeAll(async () => {
    quotes = await createQuotes(seller, { quotes: items('agreed', 3), until: UNTIL })
  })

  /** The agreement of the first quote, changed. */
  const agreement = (change: { until?: string; proof?: readonly unknown[]; seller?: Hex }) => {
    const { quoter, sellerSignature, quotes: many } = quotes[0]!
    const { seller: signature = sellerSignature, ...rest } = change
    return { quoter, seller: signature, quotes: { until, proof: many!.proof, ...rest } }
  }
  async function expectRefused(change: Parameters<typeof agreement>[0], code: string, field: string) {
    const { order: _, terms } = quotes[0]!
    const { quoter, seller: signature, quotes: many } = agreement(change)
    const json = encodeTerms({ ...terms })
    const requests = [
      [
        '/orders',
        { terms: json, funding: 'authorization', agreement: agreement(change) },
        `agreement.${field}`,
      ],
      ['/quotes', { terms: json, signer: quoter, signature, quotes: many }, field],
    ] as const
    for (const [path, body, name] of requests) {
      const before = await api.countRows()
      const { status, body: problem } = await api.post(path, body, bearer)
      const named = name.replace(/^seller$/, 'signature')
      expect({ status: status >= 400, errors: problem.errors }).toEqual({
        status: true,
        errors: expect.arrayContaining([
          { field: named, code, detail: expect.any(String), mend: expect.stringMatching(/.{10}/) },
        ]),
      })
      expect(await api.countRows()).toEqual(before)
    }
  }
  const sign = (message: { root: Hex; until: number }, who: PersonName = 'seller') =>
    signDigest(hashAction('Quotes', message, domainOf()), hashText(`person ${who}`))

  it('is refused when the proof leads elsewhere', async () => {
    await expectRefused({ proof: quotes[1]!.quotes!.proof }, 'SIGNATURE_INVALID', 'seller')
    await expectRefused({ proof: [] }, 'SIGNATURE_INVALID', 'seller')
  })

  it('is refused when `until` is not what was signed, or has passed', async () => {
    await expectRefused({ until: '2030-01-01T00:00:01Z' }, 'SIGNATURE_INVALID', 'seller')
    const root = quotesRoot(quotes.map(({ order }) => order))
    const past = { until: '2020-01-01T00:00:00Z', seller: sign({ root, until: 1_577_836_800 }) }
    await expectRefused(past, 'CONSENT_EXPIRED', 'quotes.until')
  })

  it('is refused when the signature is left out', async () => {
    const { quoter, quotes: many } = agreement({})
    const before = await api.countRows()
    const asked = { quote: quotes[0]!.id, funding: 'authorization', agreement: { quoter, quotes: many } }
    const { body } = await api.post('/orders', asked)
    expect(body.errors).toMatchObject([{ field: 'agreement.seller', code: 'FIELD_MISSING' }])
    expect(await api.countRows()).toEqual(before)
  })

  it('is refused when another signed, or a proof has 21 steps', async () => {
    const root = quotesRoot(quotes.map(({ order }) => order))
    await expectRefused({ seller: sign({ root, until: UNTIL }, 'stranger') }, 'SIGNATURE_INVALID', 'seller')
    const long = Array.from({ length: 21 }, (_, i) => hashText(`step ${i}`))
    await expectRefused({ proof: long }, 'PROOF_TOO_LONG', 'quotes.proof')
    await expectRefused({ proof: ['0x12'] }, 'HEX_INVALID', 'quotes.proof.0')
  })
})
