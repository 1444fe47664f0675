import {
  authorizationTypedData,
  DAY,
  encodeTerms,
  fundAuthorization,
  hashAuthorization,
  hashText,
  type Order,
  orderId,
  quoteTerms,
} from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { buyer, createFakeClient, DOMAIN, seller, TOKEN } from '../../test/fakeService.ts'
import { formatInstant } from '../wire/instant.ts'
import { fundOrder } from './fundOrder.ts'
import { getQuote } from './getQuote.ts'

const { terms } = quoteTerms({
  preset: 'shop',
  buyer: buyer.address,
  seller: seller.address,
  token: TOKEN.address,
  goods: 400_000_000n,
  validUntil: 2_000_000_000,
  salt: 5n,
})
const until = Math.floor(Date.now() / 1000) + 3600

function quoteJson(of: Order) {
  return {
    id: 'quote_1',
    order: orderId(of, DOMAIN),
    terms: encodeTerms(of),
    quoter: seller.address,
    sellerSignature: '0x',
    reference: null,
    metadata: null,
    expiresAt: formatInstant(until),
    createdAt: formatInstant(until),
  }
}

function toSignFor(of: Order, validBefore = until) {
  const message = fundAuthorization(of, DOMAIN, { validAfter: 0, validBefore })
  return {
    digest: hashAuthorization(message, TOKEN.domain!),
    typedData: authorizationTypedData(message, TOKEN.domain!),
    sentence: { en: '', 'zh-CN': '' },
    fields: { until: formatInstant(validBefore) },
  }
}

describe('funding', () => {
  it('agrees and pays by one signature of the terms that were looked at', async () => {
    const { client, asked } = createFakeClient(({ body }) =>
      body.signature
        ? {
            status: 202,
            body: {
              id: toSignFor(terms).digest,
              status: 'signed',
              createdAt: formatInstant(until),
              recordedAt: null,
            },
          }
        : { body: toSignFor(terms) },
    )
    const { id, action } = await fundOrder(client, { terms, funding: 'wallet', wait: false })
    expect(id).toBe(orderId(terms, DOMAIN))
    expect(action.status).toBe('signed')
    expect(asked.at(-1)!.body).toMatchObject({ funding: 'authorization', terms: encodeTerms(terms) })
  })

  it('signs nothing for dearer terms, another order, or a payment without end', async () => {
    const dearer = { ...terms, goods: terms.goods + 1n }
    for (const toSign of [
      toSignFor(dearer),
      toSignFor({ ...terms, salt: 6n }),
      toSignFor(terms, until + 30 * DAY),
    ]) {
      const { client } = createFakeClient(() => ({ body: toSign }))
      await expect(fundOrder(client, { terms, funding: 'wallet' })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
      })
    }
  })

  it('takes no quote whose id is another order’s', async () => {
    const { client } = createFakeClient(() => ({ body: { ...quoteJson(terms), order: hashText('another') } }))
    await expect(getQuote(client, { id: 'quote_1' })).rejects.toMatchObject({ code: 'SERVICE_MISMATCH' })
    const asked = createFakeClient(() => ({ body: quoteJson({ ...terms, salt: 9n }) }))
    await expect(getQuote(asked.client, { id: orderId(terms, DOMAIN) })).rejects.toMatchObject({
      field: 'order',
    })
  })

  it('lets nobody but the payer sign', async () => {
    const { client } = createFakeClient(() => ({ body: toSignFor(terms) }), { signer: seller })
    await expect(fundOrder(client, { terms, funding: 'balance' })).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
    })
  })
})
