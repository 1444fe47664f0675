import {
  depositPermit2,
  encodeTerms,
  type Hex,
  hashPermit2,
  hashText,
  MAX_INSTANT,
  type Order,
  PERMIT2_ADDRESS,
  permit2TypedData,
  quoteTerms,
  signDigest,
  ZERO_ADDRESS,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { deposit, fundOrder, getAccount, getOrder } from '@cinnabar/sdk'
import { type Abi, encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { startPermit2Ledger } from '../../test/permit2Ledger.ts'
import { decodeRevert } from '../relayer/decodeRevert.ts'
import { createSimulation } from './ledger/simulate.ts'

let api: ApiFixture
const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
const key = (name: PersonName) => hashText(`person ${name}`)
const domain = () => ({ chainId: api.deployment.chainId, verifyingContract: api.deployment.escrow })

const termsOf = (salt: bigint, buyer: PersonName = 'buyer'): Order =>
  quoteTerms({
    preset: 'daigou',
    buyer: address(buyer),
    seller: address('seller'),
    token: api.token.address,
    attestor: address('attestor'),
    goods: 10_000_000n,
    validUntil: MAX_INSTANT,
    salt,
  }).terms

async function expectRefused(path: string, body: object, code: string, field: string, mend: RegExp) {
  const before = await api.countRows()
  const { status, body: problem } = await api.post(path, body)
  expect({ status: status >= 400, code: problem.code, errors: problem.errors }).toEqual({
    status: true,
    code,
    errors: [{ field, code, detail: expect.any(String), mend: expect.stringMatching(mend) }],
  })
  expect(await api.countRows()).toEqual(before)
}

describe('paying by Permit2 where it is', () => {
  beforeAll(async () => {
    api = await createApiFixture({ startLedger: startPermit2Ledger })
    await approve('buyer')
  })
  afterAll(() => api?.close())

  /** The one transaction that Permit2 asks of an owner, in the token. */
  async function approve(name: PersonName, amount = 2n ** 255n) {
    await api.rpc.request('anvil_impersonateAccount', [address(name)])
    const data = encodeFunctionData({
      abi: testUsdcAbi,
      functionName: 'approve',
      args: [PERMIT2_ADDRESS, amount],
    })
    const transaction = { from: address(name), to: api.token.address, data, gasPrice: '0x0' }
    await api.rpc.request('eth_sendTransaction', [transaction])
  }
  const holdingOf = async (name: PersonName) => {
    const { holdings } = await getAccount(api.client(), { address: address(name), token: api.token })
    return holdings[0]!
  }

  it('funds an order by one signature', async () => {
    const before = await holdingOf('buyer')
    const terms = termsOf(1n)
    const { id, action } = await fundOrder(api.client('buyer'), { terms, funding: 'permit2' })
    expect(action).toMatchObject({ kind: 'fund', order: id })
    expect(await getOrder(api.client(), { id })).toMatchObject({ state: 'Requested' })
    expect((await holdingOf('buyer')).wallet).toBe(before.wallet - 10_000_000n)
  })

  it('deposits by one signature', async () => {
    const before = await holdingOf('buyer')
    await deposit(api.client('buyer'), { token: api.token, amount: 7n, method: 'permit2' })
    expect(await holdingOf('buyer')).toMatchObject({
      wallet: before.wallet - 7n,
      balance: before.balance + 7n,
    })
  })

  it('answers the typed data that protocol makes, and what to post back', async () => {
    const until = new Date(1_790_000_000_000).toISOString()
    const asked = { token: api.token.address, amount: '7', method: 'permit2', nonce: '5', until }
    const { body } = await api.post(`/accounts/${address('buyer')}/deposit`, asked)
    const transfer = depositPermit2(
      { account: address('buyer'), token: api.token.address, amount: 7n },
      domain(),
      { nonce: 5n, deadline: 1_790_000_000 },
    )
    expect(body.typedData).toEqual(permit2TypedData(transfer, domain().chainId))
    expect(body.digest).toBe(hashPermit2(transfer, domain().chainId))
    expect(body.fields).toEqual({ ...asked, until: '2026-09-21T14:13:20Z' })
    expect(body.sentence.en).toBe('Deposit 0.000007 USDC to your own balance in the escrow.')
  })

  it('refuses what was signed by another, altered, or for another purpose', async () => {
    const funding = { terms: encodeTerms(termsOf(2n)), funding: 'permit2' }
    const { body } = await api.post('/orders', funding)
    const refuse = (change: object) =>
      expectRefused(
        '/orders',
        { ...body.fields, ...change },
        'SIGNATURE_INVALID',
        'signature',
        /sign exactly/,
      )
    await refuse({ signature: signDigest(body.digest, key('stranger')) })
    await refuse({ signature: signDigest(body.digest, key('buyer')), nonce: '6' })
    await refuse({ signature: signDigest(body.digest, key('buyer')), terms: encodeTerms(termsOf(3n)) })
    const path = `/accounts/${address('buyer')}/deposit`
    const other = await api.post(path, { token: api.token.address, amount: '10000000', method: 'permit2' })
    await refuse({ signature: signDigest(other.body.digest, key('buyer')) })
  })

  it('refuses a nonce that was used, before anything is signed and after', async () => {
    const path = `/accounts/${address('buyer')}/deposit`
    const body = { token: api.token.address, amount: '3', method: 'permit2', nonce: '300' }
    const [first, second] = [await api.post(path, body), await api.post(path, { ...body, amount: '4' })]
    const sign = ({ body }: typeof first) => ({
      ...body.fields,
      signature: signDigest(body.digest, key('buyer')),
    })
    const { body: action } = await api.post(path, sign(first))
    await api.get(`/v1/actions/${action.id}?wait=10`)
    expect((await api.post(path, sign(first))).body).toMatchObject({ id: action.id })
    await expectRefused(path, sign(second), 'NONCE_USED', 'nonce', /another nonce/)
    await expectRefused(path, body, 'NONCE_USED', 'nonce', /another nonce/)
  })

  it('says before anything is signed that Permit2 may not take it, or that it is not there', async () => {
    const funding = { terms: encodeTerms(termsOf(4n, 'payer')), funding: 'permit2' }
    await expectRefused('/orders', funding, 'ERC20_INSUFFICIENT_ALLOWANCE', 'funding', /approve Permit2/)
    const path = (name: PersonName) => `/accounts/${address(name)}/deposit`
    const asked = (amount: string) => ({ token: api.token.address, amount, method: 'permit2' })
    await expectRefused(
      path('payer'),
      asked('1'),
      'ERC20_INSUFFICIENT_ALLOWANCE',
      'method',
      /approve Permit2/,
    )
    await approve('stranger')
    await expectRefused(path('stranger'), asked('1'), 'ERC20_INSUFFICIENT_BALANCE', 'amount', /wallet first/)
  })

  it('refuses an instant that has passed, and fields of another way', async () => {
    const path = `/accounts/${address('buyer')}/deposit`
    const asked = { token: api.token.address, amount: '1', method: 'permit2' }
    const past = { ...asked, until: '2020-01-01T00:00:00Z' }
    await expectRefused(path, past, 'CONSENT_EXPIRED', 'until', /later/)
    await expectRefused(path, { ...asked, salt: '1' }, 'FIELD_CONFLICT', 'salt', /leave it out/)
    await expectRefused(
      path,
      { ...asked, method: 'authorization', nonce: '1' },
      'FIELD_CONFLICT',
      'nonce',
      /leave it out/,
    )
    const funding = { terms: encodeTerms(termsOf(5n)), funding: 'balance', nonce: '1' }
    await expectRefused('/orders', funding, 'FIELD_CONFLICT', 'nonce', /leave it out/)
  })

  describe('what Permit2 itself refuses', () => {
    const now = async () =>
      Number((await api.rpc.request<{ timestamp: Hex }>('eth_getBlockByNumber', ['latest', false])).timestamp)
    const call = (transfer: { nonce: bigint; deadline: bigint; signature: Hex }) => {
      const quote = { quoter: ZERO_ADDRESS, until: 0, proof: [], signature: '0x' }
      return encodeFunctionData({
        abi: escrowAbi as Abi,
        functionName: 'fundWithPermit2',
        args: [termsOf(6n), { buyer: '0x', quote }, transfer],
      })
    }
    const cases: [string, () => Promise<Parameters<typeof call>[0]>, string][] = [
      [
        'a signature of something else',
        async () => ({
          nonce: 9n,
          deadline: BigInt(MAX_INSTANT),
          signature: signDigest(hashText('else'), key('buyer')),
        }),
        'SIGNATURE_INVALID',
      ],
      [
        'a deadline that has passed',
        async () => ({ nonce: 9n, deadline: BigInt(await now()) - 1n, signature: '0x12' }),
        'CONSENT_EXPIRED',
      ],
      [
        'a nonce that was used',
        async () => ({ nonce: 300n, deadline: BigInt(MAX_INSTANT), signature: '0x12' }),
        'NONCE_USED',
      ],
    ]
    for (const [name, transfer, code] of cases) {
      it(`is told as ${code} for ${name}`, async () => {
        const data = call(await transfer())
        const simulate = createSimulation({ rpc: api.rpc, relayer: address('operator') })
        const to = api.deployment.escrow
        expect(await simulate({ to, data })).toMatchObject({ code })
        const refused = await api.rpc
          .request('eth_call', [{ to, data }, 'latest'])
          .catch((error: { revertData: Hex }) => decodeRevert(error.revertData))
        expect(refused).toMatchObject({ errorCode: code })
      })
    }
  })
})

describe('paying by Permit2 where it is not', () => {
  beforeAll(async () => {
    api = await createApiFixture()
  })
  afterAll(() => api?.close())

  it('is refused, and the mend names the other ways', async () => {
    const funding = { terms: encodeTerms(termsOf(1n)), funding: 'permit2' }
    await expectRefused('/orders', funding, 'PERMIT2_MISSING', 'funding', /authorisation/)
    const path = `/accounts/${address('buyer')}/deposit`
    const asked = { token: api.token.address, amount: '1', method: 'permit2' }
    await expectRefused(path, asked, 'PERMIT2_MISSING', 'method', /authorisation/)
    await expect(
      fundOrder(api.client('buyer'), { terms: termsOf(1n), funding: 'permit2' }),
    ).rejects.toMatchObject({
      code: 'PERMIT2_MISSING',
    })
  })
})
