import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createClientReader, toClient } from './clientAddress.ts'
import type { ApiEnvironment } from './environment.ts'

describe('toClient', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', undefined],
    ['192.0.2.7.9', undefined],
    ['::ffff:999.0.0.1', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %s as %s', (text, client) => {
    expect(toClient(text)).toBe(client)
  })
})

describe('createClientReader', () => {
  async function read(proxies: number, forwarded?: string, peer: string | undefined = '198.51.100.1') {
    const app = new Hono<ApiEnvironment>()
    app.use(createClientReader({ proxies }))
    app.get('/', (c) => c.text(c.get('client')))
    const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded }
    const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: peer } } })
    return answer.text()
  }

  it('believes no header where no proxy is', async () => {
    expect(await read(0, '192.0.2.7')).toBe('198.51.100.1')
  })

  it('believes what the own proxies add, and nothing that stood there before', async () => {
    expect(await read(1, '203.0.113.5, 192.0.2.7')).toBe('192.0.2.7')
    expect(await read(2, '203.0.113.5, 192.0.2.7, 10.0.0.1')).toBe('192.0.2.7')
  })

  it('takes who calls where the proxies added too little, or no address', async () => {
    for (const forwarded of [undefined, '192.0.2.7', 'unknown, 10.0.0.1']) {
      expect(await read(2, forwarded)).toBe('198.51.100.1')
    }
  })
})
