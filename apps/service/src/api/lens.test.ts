import { createEmbeddedLedger } from '@cinnabar/network-embedded'
import {
  describeOrder,
  hashText,
  type Hex,
  type OrderDescription,
  type Outcome,
  PARTIES,
  State,
} from '@cinnabar/protocol'
import {
  approveOrder,
  claimOrder,
  confirmOrder,
  createQuote,
  deposit,
  describeOnLedger,
  disputeOrder,
  drawOrder,
  escalateOrder,
  fundOrder,
  getNetwork,
  getOrder,
  inspectOrder,
  type LedgerDescription,
  postBond,
  shipOrder,
  signIn,
} from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeDescription } from '../../../../packages/protocol/vectors/encodeDescription.ts'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { createEscrowReader } from './ledger/escrow.ts'

let api: ApiFixture
let rpcUrl: string
beforeAll(async () => {
  api = await createApiFixture({
    async startLedger() {
      const ledger = await createEmbeddedLedger({ ephemeral: true, demo: true, port: 0 })
      rpcUrl = ledger.url
      const advanceClock = async (seconds: number) => (await ledger.advanceClock(seconds)).timestamp
      return { url: ledger.url, advanceClock, close: ledger.close }
    },
  })
})
afterAll(() => api?.close())

const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
const record = hashText('record')

/** What the lens should say, from what this machine computes of the terms and the status on the ledger. */
async function compute(id: Hex): Promise<OrderDescription> {
  const { terms, status } = await readOrder(id)
  return describeOrder(terms, status, (await getNetwork(api.client())).now)
}

/** The status as the ledger keeps it: `getOrder` has the defaults applied that are due. */
async function readOrder(id: Hex) {
  const { terms } = await getOrder(api.client(), { id })
  const { status } = await createEscrowReader({
    rpc: api.rpc,
    escrow: api.deployment.escrow,
  }).readOrder(id)
  return { terms, status }
}

function toLedgerForm(id: Hex, description: OrderDescription): LedgerDescription {
  const { next, byClock, dueEnding, parties, endings, bounds, ...same } = description
  const toOutcome = ({ credits, ...outcome }: Outcome) => ({
    ...outcome,
    credits: Object.fromEntries(
      PARTIES.flatMap((party) => {
        const amounts = credits.filter((credit) => credit.party === party).map(({ amount }) => amount)
        return amounts.length > 0 ? [[party, amounts.reduce((sum, amount) => sum + amount)]] : []
      }),
    ),
  })
  return {
    id,
    ...same,
    ...(dueEnding && { dueEnding: toOutcome(dueEnding) }),
    ...(next && {
      next: {
        at: next.at,
        ...('ends' in next.default
          ? { to: 'Settled' as const, ending: next.default.ends }
          : { to: next.default.to }),
      },
    }),
    ...(byClock && { byClock: { at: byClock.at, outcome: toOutcome(byClock.outcome) } }),
    parties: Object.fromEntries(
      Object.entries(parties).map(([party, { account, acts }]) => [
        party,
        {
          account,
          acts: expect.toSatisfy(
            (names: string[]) =>
              [...names].sort().join() === [...new Set(acts.map(({ action }) => action))].sort().join(),
          ),
          operatorActs: expect.toSatisfy(
            (names: string[]) =>
              [...names].sort().join() ===
              [...new Set(acts.filter((act) => act.byOperator).map(({ action }) => action))].sort().join(),
          ),
        },
      ]),
    ),
    endings: Object.fromEntries(Object.entries(endings).map(([name, outcome]) => [name, toOutcome(outcome)])),
    bounds: { Settlement: bounds.Settlement ?? 0n, Ruling: bounds.Ruling ?? 0n },
  }
}

/** The service, a ledger asked directly, and this machine say the same, to the byte. */
async function expectSame(id: Hex): Promise<LedgerDescription> {
  const computed = await compute(id)
  const { body } = await api.get(`/v1/orders/${id}/lens`)
  expect(body).toEqual({
    order: id,
    lens: api.deployment.around!.orderLens,
    data: encodeDescription(id, computed),
  })
  const described = await describeOnLedger(api.client(), { id })
  expect(described).toEqual(toLedgerForm(id, computed))
  expect(await describeOnLedger(api.client(), { id, rpcUrl })).toEqual(described)
  return described
}

async function fund(preset: 'daigou' | 'shop') {
  const seller = api.client('seller')
  await signIn(seller)
  const quote = await createQuote(seller, {
    preset,
    buyer: address('buyer'),
    seller: address('seller'),
    token: api.token,
    attestor: address('attestor'),
    arbiter: address('arbiter'),
    backupArbiter: address('operator'),
    platform: address('platform'),
    feeBps: 100,
    goods: 94_440_000n,
    service: 4_720_000n,
    atCost: 1_000_000n,
  })
  const { id } = await fundOrder(api.client('buyer'), { quote, funding: 'wallet' })
  return { id, terms: quote.terms }
}

describe('what the ledger says of an order', () => {
  it('is what describeOrder says, step by step to its end', async () => {
    const [buyer, seller, attestor] = [api.client('buyer'), api.client('seller'), api.client('attestor')]
    const { id } = await fund('daigou')
    const seen = [(await expectSame(id)).state]
    const see = async () => void seen.push((await expectSame(id)).state)
    await deposit(seller, { token: api.token, amount: 100_000_000n })
    await postBond(seller, { token: api.token, amount: 90_000_000n })
    await drawOrder(seller, { id, total: 50_000_000n, record })
    await claimOrder(seller, { id, total: 600_000n, document: record })
    await see()
    await inspectOrder(attestor, { id, record })
    await see()
    await approveOrder(buyer, { id, inspection: record })
    await see()
    await shipOrder(seller, { id, record })
    await see()
    await disputeOrder(buyer, { id, record })
    await see()
    await confirmOrder(buyer, { id })
    await see()
    expect(seen).toEqual(['Accepted', 'Accepted', 'Inspected', 'Approved', 'Shipped', 'Disputed', 'Settled'])
  })

  it('has the defaults applied that are due, and says who rules up to what', async () => {
    const buyer = api.client('buyer')
    const { id, terms } = await fund('shop')
    await shipOrder(api.client('attestor'), { id, record })
    await disputeOrder(buyer, { id, record })
    await deposit(buyer, { token: api.token, amount: terms.arbiterFee })
    await escalateOrder(buyer, { id })
    const escalated = await expectSame(id)
    expect(escalated).toMatchObject({ state: 'Escalated', isLapsable: false })
    expect(escalated.parties.arbiter!.acts).toEqual(['rule'])
    expect(escalated.bounds.Ruling).toBeGreaterThan(0n)
    await api.advanceClock(terms.windows.ruling + 1)
    expect(await expectSame(id)).toMatchObject({ state: 'Backup', isLapsable: true })
    await api.advanceClock(terms.windows.ruling + 1)
    const silent = await expectSame(id)
    expect(silent).toMatchObject({ state: 'Settled', isLapsable: true, dueEnding: { ending: 'Silence' } })
    expect(silent.status.state).toBe(State.Settled)
  })

  it('is refused for another order than was asked for', async () => {
    const [one, other] = [await fund('shop'), await fund('shop')]
    await expect(
      describeOnLedger(api.client(), { id: one.id, rpcUrl, terms: other.terms }),
    ).rejects.toMatchObject({ code: 'SERVICE_MISMATCH', field: 'terms' })
    const { body } = await api.get(`/v1/orders/${other.id}/lens`)
    const lying = {
      ...api.client(),
      fetch: (async () => Response.json({ ...body, order: one.id })) as typeof fetch,
    }
    await expect(describeOnLedger(lying, { id: one.id })).rejects.toMatchObject({
      code: 'SERVICE_MISMATCH',
      field: 'id',
    })
    expect((await api.get(`/v1/orders/${record}/lens`)).body).toMatchObject({ code: 'ORDER_NOT_FOUND' })
  })
})
