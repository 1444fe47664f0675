import { type Hex, hashText, orderId } from '@cinnabar/protocol'
import { type Client, cancelOrder, createQuote, fundOrder, signIn, waitForAction } from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture } from '../test/apiFixture.ts'
import { eraseForOperator } from './eraseForOperator.ts'
import { createIndexer } from './indexer/index.ts'
import { createLog } from './log.ts'

let api: ApiFixture
let seller: Client
beforeAll(async () => {
  api = await createApiFixture()
  seller = api.client('seller')
  await signIn(seller)
})
afterAll(() => api?.close())

const erase = (order: Hex) => {
  const { database, rpc, deployment, vault } = api
  const indexer = createIndexer({ database, rpc, deployment, log: createLog({ level: 'silent' }) })
  return eraseForOperator({ db: database.db, indexer, vault }, order)
}
const quote = () =>
  createQuote(seller, {
    preset: 'shop',
    token: api.token,
    buyer: api.people.buyer.address,
    goods: 1_000_000n,
  })

describe('erasing by the operator', () => {
  it('waits until an order holds no money', async () => {
    const { id, action } = await fundOrder(api.client('buyer'), { quote: await quote(), funding: 'wallet' })
    await waitForAction(api.client(), { id: action.id })
    expect(await erase(id)).toEqual({ status: 'refused', reason: 'ORDER_LIVE' })
    const cancelled = await cancelOrder(seller, { id })
    await waitForAction(api.client(), { id: cancelled.id })
    const outcome = await erase(id)
    expect(outcome).toMatchObject({ status: 'erased', certificate: { order: id, requestedBy: 'operator' } })
    expect(await erase(id)).toEqual(outcome)
  })

  it('takes an order that was quoted and never funded, and none that nobody knows', async () => {
    const { chainId, escrow } = api.deployment
    const id = orderId((await quote()).terms, { chainId, verifyingContract: escrow })
    expect(await erase(id)).toMatchObject({ status: 'erased', certificate: { order: id } })
    const unknown = hashText('nobody')
    expect(await erase(unknown)).toEqual({ status: 'refused', reason: 'ORDER_UNKNOWN' })
    // A refusal leaves no trace that would keep details from being stored later.
    expect((await api.countRows()).erasures).toBe(2)
  })
})
