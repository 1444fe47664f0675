import { createSiweMessage } from 'viem/siwe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { type ApiFixture, createApiFixture, type PersonName, URL_OF_TESTS } from '../../test/apiFixture.ts'

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(() => api?.close())

type Change = {
  domain?: string
  uri?: string
  chainId?: number
  nonce?: string
  issuedAt?: Date
  expirationTime?: Date
}

async function signIn(
  who: PersonName = 'seller',
  change: Change = {},
  { signer = who, headers = {} }: { signer?: PersonName; headers?: Record<string, string> } = {},
) {
  const { body } = await api.post('/auth/siwe/nonce', {}, headers)
  const message = createSiweMessage({
    domain: new URL(URL_OF_TESTS).host,
    address: api.people[who].address,
    uri: URL_OF_TESTS,
    version: '1',
    chainId: api.deployment.chainId,
    nonce: body.nonce,
    issuedAt: new Date(),
    ...change,
  })
  const signature = await api.people[signer].signMessage({ message })
  const answer = await api.post('/auth/siwe/verify', { message, signature }, headers)
  return { ...answer, signed: { message, signature } }
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

describe('sign-in with Ethereum', () => {
  it('makes everybody a member of the default tenant, once', async () => {
    const first = await signIn('stranger')
    const again = await signIn('stranger')
    expect(first.status).toBe(200)
    expect(again.body.user.id).toBe(first.body.user.id)
    expect(again.body.token).not.toBe(first.body.token)
    const { rows } = await api.database.db.execute(
      sql`select tenant_id, role from own.members where user_id = ${first.body.user.id}`,
    )
    expect(rows).toEqual([{ tenant_id: 'default', role: 'member' }])
  })

  it('mends a membership that a crash kept from being stored', async () => {
    const { body } = await signIn('stranger')
    await api.database.db.execute(sql`delete from own.members where user_id = ${body.user.id}`)
    expect((await api.get('/v1/quotes', bearer(body.token))).status).toBe(200)
  })

  const refused: [string, Change, PersonName?][] = [
    ['another domain', { domain: 'evil.example' }],
    ['another page', { uri: 'https://evil.example' }],
    ['another chain', { chainId: 1 }],
    ['a nonce that nobody gave out', { nonce: 'abcdefgh12345678' }],
    ['a message of yesterday', { issuedAt: new Date(Date.now() - 86_400_000) }],
    ['a message that ran out', { expirationTime: new Date(Date.now() - 1_000) }],
    ['another’s signature', {}, 'buyer'],
  ]
  for (const [name, change, signer] of refused) {
    it(`refuses ${name}`, async () => {
      const { status, body } = await signIn('seller', change, { signer: signer ?? 'seller' })
      expect(status).toBe(401)
      expect(body).toMatchObject({ code: 'SIGN_IN_REFUSED', status: 401 })
      expect(body.token).toBeUndefined()
    })
  }

  it('takes a signed message once', async () => {
    const { signed } = await signIn()
    expect((await api.post('/auth/siwe/verify', signed)).status).toBe(401)
  })

  it('keeps the session of a page in a cookie that no script reads', async () => {
    const { headers } = await signIn('seller', {}, { headers: { Origin: URL_OF_TESTS } })
    const cookie = headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const Cookie = cookie.split(';')[0]!
    expect((await api.get('/v1/quotes', { Cookie })).status).toBe(200)
    const change = { Cookie, Origin: 'https://evil.example' }
    expect((await api.post('/quotes', {}, change)).body.code).toBe('ORIGIN_REFUSED')
    expect((await api.post('/quotes', {}, { Cookie })).body.code).toBe('ORIGIN_REFUSED')
    expect((await api.post('/quotes', {}, { Cookie, Origin: URL_OF_TESTS })).body.code).toBe(
      'REQUEST_INVALID',
    )
    expect((await api.post('/auth/sign-out', {}, change)).status).toBe(403)
  })

  it('ends a session for good', async () => {
    const { body } = await signIn()
    expect((await api.get('/v1/quotes', bearer(body.token))).status).toBe(200)
    expect((await api.post('/auth/sign-out', {}, bearer(body.token))).status).toBe(200)
    expect((await api.get('/v1/quotes', bearer(body.token))).status).toBe(401)
  })

  it('revokes all sessions of a user from one of them', async () => {
    const [one, two] = [await signIn('payer'), await signIn('payer')]
    expect((await api.post('/auth/revoke-sessions', {}, bearer(one.body.token))).status).toBe(200)
    expect((await api.get('/v1/quotes', bearer(two.body.token))).status).toBe(401)
  })

  it('answers a forged token as nobody', async () => {
    expect((await api.get('/v1/quotes', bearer('forged.token'))).body.code).toBe('SESSION_REQUIRED')
    expect((await api.get('/v1/quotes')).body.code).toBe('SESSION_REQUIRED')
    expect((await api.get('/v1/orders?reference=1')).body.code).toBe('SESSION_REQUIRED')
  })
})
