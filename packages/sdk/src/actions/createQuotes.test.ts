import { encodeTerms, hashText, type Order, orderId, quoteTerms } from '@cinnabar/protocol'
import { describe, expect, it, vi } from 'vitest'
import {
  type Answer,
  type Asked,
  buyer,
  createFakeClient,
  DOMAIN,
  seller,
  TOKEN,
} from '../../test/fakeService.ts'
import { formatInstant } from '../wire/instant.ts'
import { createQuotes } from './createQuotes.ts'

const VALID_UNTIL = 2_000_000_000

function termsOf(salt: bigint): Order {
  return quoteTerms({
    preset: 'shop',
    buyer: buyer.address,
    seller: seller.address,
    token: TOKEN.address,
    goods: 400_000_000n,
    validUntil: VALID_UNTIL,
    salt,
  }).terms
}

function quoteJson(terms: Order, more: object = {}) {
  return {
    id: `quote_${terms.salt}`,
    order: orderId(terms, DOMAIN),
    terms: encodeTerms(terms),
    quoter: seller.address,
    sellerSignature: '0x',
    quotes: null,
    reference: null,
    metadata: null,
    expiresAt: formatInstant(VALID_UNTIL),
    createdAt: formatInstant(VALID_UNTIL),
    ...more,
  }
}

const kept = (...items: object[]): Answer => ({ body: { items } })

/** A client of a service that answers so; `signed` counts what was signed. */
function createWatched(answer: (asked: Asked) => Answer) {
  const signer = { ...seller, signTypedData: vi.fn(seller.signTypedData) }
  const { client, asked } = createFakeClient(answer, { signer })
  return { client, asked, signed: signer.signTypedData }
}

describe('createQuotes', () => {
  const quotes = [1n, 2n, 3n].map((salt) => ({ terms: termsOf(salt) }))

  it('builds the list itself, signs once, and tells the service nothing but terms and proofs', async () => {
    const { client, asked, signed } = createWatched(({ method, body }) =>
      method === 'GET' ? kept() : { status: 201, body: quoteJson(termsOf(BigInt(body.terms.salt))) },
    )
    const made = await createQuotes(client, { quotes })
    expect(made.map(({ terms }) => terms.salt)).toEqual([1n, 2n, 3n])
    expect(signed).toHaveBeenCalledOnce()
    const posted = asked.filter(({ method }) => method === 'POST')
    expect(posted.map(({ path }) => path)).toEqual(['/quotes', '/quotes', '/quotes'])
    expect(new Set(posted.map(({ body }) => body.signature)).size).toBe(1)
    expect(posted.map(({ body }) => body.quotes.proof.length)).toEqual([2, 2, 1])
  })

  it('signs nothing for a kept quote whose id is not that of its terms', async () => {
    const lies = [
      quoteJson(termsOf(1n), { order: hashText('another') }),
      quoteJson(termsOf(9n)),
      quoteJson({ ...termsOf(1n), goods: 1n }, { order: orderId(termsOf(1n), DOMAIN) }),
    ]
    for (const lie of lies) {
      const { client, asked, signed } = createWatched(() => kept(lie))
      await expect(createQuotes(client, { quotes: quotes.slice(0, 1) })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
        field: 'order',
      })
      expect(signed).not.toHaveBeenCalled()
      expect(asked.filter(({ method }) => method === 'POST')).toEqual([])
    }
  })

  it('signs nothing when the reference is kept for other terms', async () => {
    const { client, signed } = createWatched(() => kept(quoteJson(termsOf(9n))))
    await expect(
      createQuotes(client, { quotes: [{ terms: termsOf(1n), reference: 'A-1' }] }),
    ).rejects.toMatchObject({ code: 'REFERENCE_EXISTS', order: orderId(termsOf(9n), DOMAIN) })
    expect(signed).not.toHaveBeenCalled()
  })

  it('takes no quote of another order for the one that was posted', async () => {
    const { client } = createWatched(({ method }) =>
      method === 'GET' ? kept() : { status: 201, body: quoteJson(termsOf(9n)) },
    )
    await expect(createQuotes(client, { quotes })).rejects.toMatchObject({ code: 'SERVICE_MISMATCH' })
  })

  it('says no total where the orders are in several tokens', async () => {
    const sentences: string[] = []
    const { client } = createFakeClient(
      ({ method, body }) =>
        method === 'GET'
          ? kept()
          : { status: 201, body: quoteJson({ ...termsOf(0n), ...decode(body.terms) }) },
      { signer: seller, beforeSign: ({ sentence }) => void sentences.push(sentence) },
    )
    const decode = ({ salt, token }: { salt: string; token: Order['token'] }) => ({
      salt: BigInt(salt),
      token,
    })
    const other = { terms: { ...termsOf(4n), token: `0x${'71'.repeat(20)}` as const } }
    await createQuotes(client, { quotes: [...quotes, other] })
    expect(sentences).toEqual([expect.stringMatching(/^Agree to 4 orders, the list 0x/)])
  })
})
