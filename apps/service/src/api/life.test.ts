import { parseMoney, ZERO_HASH } from '@cinnabar/protocol'
import {
  acceptOrder,
  approveOrder,
  burnNonce,
  cancelOrder,
  claimOrder,
  confirmOrder,
  createQuote,
  deliverOrder,
  deposit,
  disputeOrder,
  drawOrder,
  escalateOrder,
  extendOrder,
  fundOrder,
  getAccount,
  getOrder,
  getQuote,
  inspectOrder,
  lapseOrder,
  listOrderEvents,
  listOrders,
  listQuotes,
  postBond,
  refundOrder,
  revokeOrder,
  ruleOrder,
  setOperator,
  settleOrder,
  shipOrder,
  signIn,
  signTerms,
  waitForAction,
  watchEvents,
  withdraw,
  withdrawBond,
} from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, collect, createApiFixture, type PersonName } from '../../test/apiFixture.ts'

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(() => api?.close())

const record = (number: number) => `0x${number.toString(16).padStart(64, '0')}` as const
const address = (name: PersonName) => api.people[name].address

async function quoteOf(
  options: { preset?: 'daigou' | 'shop'; payer?: PersonName; seller?: PersonName } = {},
) {
  const seller = api.client(options.seller ?? 'seller')
  await signIn(seller)
  return createQuote(seller, {
    preset: options.preset ?? 'daigou',
    buyer: address('buyer'),
    seller: address('seller'),
    token: api.token,
    attestor: address('attestor'),
    arbiter: address('arbiter'),
    platform: address('platform'),
    feeBps: 100,
    goods: parseMoney('94.44', api.token),
    service: parseMoney('4.72', api.token),
    atCost: parseMoney('1', api.token),
    ...(options.payer && { payer: address(options.payer) }),
  })
}

describe('a life over the API', () => {
  it('goes from quote to receipt by one signature at each step', async () => {
    const [buyer, seller, attestor] = [api.client('buyer'), api.client('seller'), api.client('attestor')]
    const quote = await quoteOf()
    expect(await getQuote(buyer, { id: quote.id })).toMatchObject({ order: quote.order })
    const { id, action } = await fundOrder(buyer, { quote, funding: 'wallet' })
    expect(id).toBe(quote.order)
    expect(action).toMatchObject({ kind: 'fund', order: id })
    expect(['recorded', 'final']).toContain(action.status)
    expect(await getOrder(buyer, { id })).toMatchObject({ state: 'Accepted', fundedAt: expect.any(Number) })

    await deposit(seller, { token: api.token, amount: 100_000_000n })
    await postBond(seller, { token: api.token, amount: 90_000_000n })
    await drawOrder(seller, { id, total: 50_000_000n, record: record(1) })
    await claimOrder(seller, { id, total: 600_000n, document: record(2) })
    await extendOrder(buyer, { id, extraSeconds: 86_400 })
    await inspectOrder(attestor, { id, record: record(3) })
    expect(await getOrder(buyer, { id })).toMatchObject({ state: 'Inspected', inspection: record(3) })
    await approveOrder(buyer, { id, inspection: record(3) })
    await shipOrder(seller, { id, record: record(4) })
    await deliverOrder(attestor, { id, record: record(5) })
    await confirmOrder(buyer, { id, claimed: 600_000n })
    await refundOrder(seller, { id, amount: 1_000n })
    const order = await getOrder(buyer, { id })
    expect(order).toMatchObject({ state: 'Settled', ending: 'Earned' })
    const events = await collect(listOrderEvents(buyer, { id }))
    expect(events.map(({ type }) => type)).toEqual([
      'order.funded',
      'order.drawn',
      'order.claimed',
      'order.extended',
      'order.inspected',
      'order.approved',
      'order.shipped',
      'order.delivered',
      'order.settled',
      'order.refunded',
    ])
    const { holdings } = await getAccount(seller, { address: address('seller'), token: api.token })
    expect(holdings[0]).toMatchObject({ bond: 90_000_000n, reserved: 0n })
    await withdrawBond(seller, { token: api.token, amount: 90_000_000n })
    await withdraw(seller, { token: api.token, amount: 1_000_000n })
  })

  it('lets another account pay when the buyer agreed, from its balance', async () => {
    const payer = api.client('payer')
    const quote = await quoteOf({ payer: 'payer' })
    await deposit(payer, { token: api.token, amount: 200_000_000n })
    const buyerSignature = await signTerms(api.client('buyer'), { terms: quote.terms })
    await expect(fundOrder(payer, { quote, funding: 'balance' })).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
      errors: [{ field: 'agreement.buyer' }],
    })
    const { id } = await fundOrder(payer, { quote: quote.id, funding: 'balance', buyerSignature })
    await cancelOrder(api.client('seller'), { id })
    expect(await getOrder(payer, { id })).toMatchObject({ state: 'Settled', ending: 'Refund' })
  })

  it('accepts what was funded first, by an operator, and lapses what is due', async () => {
    const seller = api.client('seller')
    const quote = await quoteOf()
    await setOperator(seller, { operator: address('operator'), operatorUntil: 4_000_000_000 })
    const { id } = await fundOrder(api.client('buyer'), { terms: quote.terms, funding: 'authorization' })
    await acceptOrder(api.client('operator'), { id })
    expect(await getOrder(seller, { id })).toMatchObject({ state: 'Accepted' })
    await expect(lapseOrder(seller, { id })).rejects.toMatchObject({ code: 'DEADLINE_NOT_REACHED' })
    await api.advanceClock(8 * 86_400)
    expect(await getOrder(seller, { id })).toMatchObject({ state: 'Settled', isLapsable: true, ending: null })
    await lapseOrder(seller, { id })
    expect(await getOrder(seller, { id })).toMatchObject({
      state: 'Settled',
      isLapsable: false,
      ending: 'Refund',
    })
  })

  it('settles when both sides signed the same, whoever is first', async () => {
    const [buyer, seller] = [api.client('buyer'), api.client('seller')]
    const { id } = await fundOrder(buyer, { quote: await quoteOf(), funding: 'wallet' })
    const first = await settleOrder(seller, { id, sellerTotal: 40_000_000n })
    expect(first).toMatchObject({ status: 'prepared', account: address('seller').toLowerCase() })
    const other = await settleOrder(buyer, { id, sellerTotal: 39_000_000n })
    expect(other.status).toBe('prepared')
    await burnNonce(seller, { nonce: 7n })
    const second = await settleOrder(buyer, { id, sellerTotal: 40_000_000n })
    expect(['recorded', 'final']).toContain(second.status)
    expect(await waitForAction(seller, { id: first.id })).toMatchObject({
      id: first.id,
      carriedBy: second.id,
    })
    expect(await getOrder(buyer, { id })).toMatchObject({ ending: 'Settlement' })
  })

  it('disputes, escalates and rules', async () => {
    const [buyer, arbiter] = [api.client('buyer'), api.client('arbiter')]
    const { id } = await fundOrder(buyer, { quote: await quoteOf({ preset: 'shop' }), funding: 'wallet' })
    await shipOrder(api.client('attestor'), { id, record: record(6) })
    await disputeOrder(buyer, { id, record: record(7) })
    await deposit(buyer, { token: api.token, amount: 10_000_000n })
    await escalateOrder(buyer, { id })
    await ruleOrder(arbiter, { id, sellerGross: 10_000_000n })
    expect(await getOrder(buyer, { id })).toMatchObject({ ending: 'Ruling' })
  })

  it('revokes a quote for ever', async () => {
    const quote = await quoteOf()
    await revokeOrder(api.client('seller'), { id: quote.order })
    const order = await getOrder(api.client(), { id: quote.order })
    expect(order).toMatchObject({ state: 'Settled', ending: 'Revoked', fundedAt: null })
    await expect(fundOrder(api.client('buyer'), { quote, funding: 'wallet' })).rejects.toMatchObject({
      code: 'ORDER_EXISTS',
    })
  })

  it('tells events as they happen, and from where a stream was lost', async () => {
    const buyer = api.client('buyer')
    const stop = new AbortController()
    const seen: string[] = []
    const watching = (async () => {
      for await (const event of watchEvents(buyer, { signal: stop.signal })) {
        seen.push(event.type)
        if (event.type === 'order.settled') return event.id
      }
      return undefined
    })()
    await new Promise((resolve) => setTimeout(resolve, 300))
    const { id } = await fundOrder(buyer, { quote: await quoteOf(), funding: 'wallet' })
    await confirmOrder(buyer, { id })
    const lastId = await watching
    expect(seen).toEqual(['order.funded', 'order.settled'])
    await deposit(buyer, { token: api.token, amount: 1n })
    for await (const event of watchEvents(buyer, { after: lastId!, signal: stop.signal })) {
      expect(event.type).toBe('deposited')
      break
    }
    stop.abort()
  })

  it('lists orders by party, page by page, and quotes for the tenant only', async () => {
    const seller = api.client('seller')
    const orders = await collect(listOrders(seller, { account: address('buyer'), limit: 2 }))
    expect(orders.length).toBeGreaterThan(4)
    expect(new Set(orders.map(({ id }) => id)).size).toBe(orders.length)
    await expect(collect(listQuotes(seller))).rejects.toMatchObject({ code: 'SESSION_REQUIRED' })
    await signIn(seller)
    expect((await collect(listQuotes(seller))).length).toBeGreaterThan(4)
    expect(await collect(listOrders(seller, { reference: 'none' }))).toEqual([])
    expect(ZERO_HASH).toHaveLength(66)
  })
})
