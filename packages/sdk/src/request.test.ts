import { describe, expect, it } from 'vitest'
import { createFakeClient } from '../test/fakeService.ts'
import { createClient, getHealth, withSigner } from './index.ts'

const busy = {
  type: '',
  title: '',
  status: 503,
  code: 'DATABASE_UNAVAILABLE',
  detail: 'away',
  mend: '',
  retryable: true,
  requestId: 'r',
}

describe('requests', () => {
  it('are repeated while that may help', async () => {
    const { client, asked } = createFakeClient(
      (_, count) => (count < 3 ? { status: 503, body: busy } : { body: { status: 'ok', checks: {} } }),
      { retries: 3 },
    )
    expect(await getHealth(client)).toMatchObject({ status: 'ok' })
    expect(asked).toHaveLength(3)
  })
  it('end with the last refusal', async () => {
    const { client } = createFakeClient(() => ({ status: 503, body: busy }), { retries: 1 })
    await expect(getHealth(client)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', retryable: true })
  })
  it('end when the caller says so, with its reason', async () => {
    const { client } = createFakeClient(() => ({ status: 503, body: busy }), { retries: 9 })
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 50)
    await expect(getHealth(client, { signal: stop.signal })).rejects.toThrow('enough')
  })
  it('tell an answer that is none of a service', async () => {
    const { client } = createFakeClient(() => ({ status: 200, body: '<html>' }))
    await expect(getHealth(client)).rejects.toMatchObject({ code: 'CONNECTION_FAILED' })
  })
  it('ask in the reader’s language', async () => {
    const { client, asked } = createFakeClient(() => ({ body: {} }), { locale: 'zh-CN', token: 'secret' })
    await getHealth(client)
    expect(asked[0]!.headers.get('accept-language')).toBe('zh-CN')
    expect(asked[0]!.headers.get('authorization')).toBe('Bearer secret')
    await getHealth(withSigner(client, undefined))
    expect(asked[1]!.headers.get('authorization')).toBeNull()
  })
})

describe('createClient', () => {
  it('needs an address where there is no page', () => {
    expect(() => createClient({})).toThrow('expected the address')
    expect(createClient({ url: 'https://example.com/' }).url).toBe('https://example.com')
  })
})
