import { type Hex, hashPermit, hashText, MAX_INSTANT, quoteTerms, signDigest } from '@cinnabar/protocol'
import { fundOrder, getAccount, getOrder, permitAllowance } from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(() => api?.close())

const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
const key = (name: PersonName) => hashText(`person ${name}`)
const path = (name: PersonName) => `/accounts/${address(name)}/permit`
const ask = (amount: string, more: object = {}) => ({ token: api.token.address, amount, ...more })
const termsOf = (salt: bigint) =>
  quoteTerms({
    preset: 'daigou',
    buyer: address('buyer'),
    seller: address('seller'),
    token: api.token.address,
    attestor: address('attestor'),
    goods: 10_000_000n,
    validUntil: MAX_INSTANT,
    salt,
  }).terms

async function allowanceOf(name: PersonName): Promise<bigint> {
  const { holdings } = await getAccount(api.client(), { address: address(name), token: api.token })
  return holdings[0]!.allowance
}
async function expectRefused(body: object, code: string, field: string, who: PersonName = 'buyer') {
  const before = await api.countRows()
  const { status, body: problem } = await api.post(path(who), body)
  expect({ status: status >= 400, code: problem.code, errors: problem.errors }).toEqual({
    status: true,
    code: expect.any(String),
    errors: [{ field, code, detail: expect.any(String), mend: expect.stringMatching(/.{10}/) }],
  })
  expect(await api.countRows()).toEqual(before)
}

describe('an allowance by permit', () => {
  it('lets somebody without gas fund by allowance', async () => {
    const buyer = api.client('buyer')
    const terms = termsOf(1n)
    await expect(fundOrder(buyer, { terms, funding: 'allowance' })).rejects.toMatchObject({
      code: 'ERC20_INSUFFICIENT_ALLOWANCE',
    })
    const action = await permitAllowance(buyer, { token: api.token, amount: 10_000_000n })
    expect(action).toMatchObject({ kind: 'permit', account: address('buyer'), status: 'final', error: null })
    expect(await allowanceOf('buyer')).toBe(10_000_000n)
    const { id } = await fundOrder(buyer, { terms, funding: 'allowance' })
    expect(await getOrder(buyer, { id })).toMatchObject({ state: 'Requested' })
    expect(await allowanceOf('buyer')).toBe(0n)
    expect(await api.rpc.request<Hex>('eth_getTransactionCount', [address('buyer'), 'latest'])).toBe('0x0')
  })

  it('replaces the one before, and zero takes it back', async () => {
    const buyer = api.client('buyer')
    await permitAllowance(buyer, { token: api.token, amount: 5n })
    await permitAllowance(buyer, { token: api.token, amount: 3n })
    expect(await allowanceOf('buyer')).toBe(3n)
    await permitAllowance(buyer, { token: api.token, amount: 0n })
    expect(await allowanceOf('buyer')).toBe(0n)
  })

  it('is answered again, once, when it is posted again', async () => {
    const { body } = await api.post(path('payer'), ask('9'))
    expect(body.fields).toEqual(ask('9', { nonce: '0', until: expect.any(String) }))
    const signed = { ...body.fields, signature: signDigest(body.digest, key('payer')) }
    expect(await api.post(path('payer'), signed)).toMatchObject({ status: 202, body: { id: body.digest } })
    await api.get(`/v1/actions/${body.digest}?wait=10`)
    expect(await api.post(path('payer'), signed)).toMatchObject({ status: 202, body: { id: body.digest } })
    expect((await api.post(path('payer'), ask('9'))).body.fields.nonce).toBe('1')
  })

  it('is told as failed when another permit came first, and leaves what that one allowed', async () => {
    const [first, second] = [
      await api.post(path('seller'), ask('7')),
      await api.post(path('seller'), ask('8')),
    ]
    const post = ({ body }: typeof first) =>
      api.post(path('seller'), { ...body.fields, signature: signDigest(body.digest, key('seller')) })
    const answers = await Promise.all([post(first), post(second)])
    // Both were possible when they were looked at; the token takes one.
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    const outcomes = await Promise.all(answers.map(({ body }) => api.get(`/v1/actions/${body.id}?wait=10`)))
    const told = outcomes.map(({ body }) => [body.status, body.error?.code])
    expect(told.sort()).toEqual([
      ['failed', 'PERMIT_FAILED'],
      ['final', undefined],
    ])
    const taken = outcomes.findIndex(({ body }) => body.status === 'final')
    expect(await allowanceOf('seller')).toBe([7n, 8n][taken])
    expect(outcomes[1 - taken]!.body.error.detail).toContain(`allowance: ${[7, 8][taken]}`)
  })

  it('is refused before anything is stored when the token would not take it', async () => {
    const { body } = await api.post(path('buyer'), ask('6'))
    const sign = (who: PersonName) => signDigest(body.digest, key(who))
    await expectRefused({ ...body.fields, signature: sign('stranger') }, 'SIGNATURE_INVALID', 'signature')
    await expectRefused(
      { ...body.fields, signature: sign('buyer'), amount: '7' },
      'SIGNATURE_INVALID',
      'signature',
    )
    await expectRefused({ ...body.fields, signature: '0x1234' }, 'SIGNATURE_INVALID', 'signature')
    await expectRefused(ask('6', { nonce: '99' }), 'NONCE_USED', 'nonce')
    await expectRefused(ask('6', { until: '2020-01-01T00:00:00Z' }), 'CONSENT_EXPIRED', 'until')
    await expectRefused(ask('-6'), 'AMOUNT_NEGATIVE', 'amount')
    await expectRefused({ token: api.token.address }, 'FIELD_MISSING', 'amount')
    await expectRefused({ ...ask('6'), token: `0x${'ab'.repeat(20)}` }, 'TOKEN_UNKNOWN', 'token')
    await expectRefused(ask('6', { chainId: 1 }), 'CHAIN_MISMATCH', 'chainId')
  })

  it('signs what protocol makes of it', async () => {
    const { body } = await api.post(path('stranger'), ask('6', { until: '2027-01-15T08:00:00Z' }))
    const permit = {
      owner: address('stranger'),
      spender: api.deployment.escrow,
      value: 6n,
      nonce: 0n,
      deadline: 1_800_000_000,
    }
    expect(body.digest).toBe(hashPermit(permit, api.token.permitDomain!))
    expect(body.sentence['zh-CN']).toContain('最多取用 0.000006 USDC')
  })
})
