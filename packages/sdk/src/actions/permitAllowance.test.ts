import {
  DAY,
  hashPermit,
  type Permit,
  permitTypedData,
  recoverSigner,
  type TypedDomain,
} from '@cinnabar/protocol'
import { describe, expect, it, vi } from 'vitest'
import { buyer, createFakeClient, DOMAIN, seller, TOKEN } from '../../test/fakeService.ts'
import { formatInstant } from '../wire/instant.ts'
import { permitAllowance } from './permitAllowance.ts'

const until = Math.floor(Date.now() / 1000) + 3600
const right: Permit = {
  owner: buyer.address,
  spender: DOMAIN.verifyingContract,
  value: 70n,
  nonce: 3n,
  deadline: until,
}

/** A service that answers this permit, whatever it was asked for. */
function createService(permit: Permit, { nonce, domain }: { nonce?: unknown; domain?: TypedDomain } = {}) {
  const signer = { ...buyer, signTypedData: vi.fn(buyer.signTypedData) }
  const sentences: string[] = []
  const tokenDomain = domain ?? TOKEN.permitDomain!
  const digest = hashPermit(permit, tokenDomain)
  const { client, asked } = createFakeClient(
    ({ body }) =>
      body.signature
        ? {
            status: 202,
            body: { id: digest, status: 'signed', createdAt: formatInstant(until), recordedAt: null },
          }
        : {
            body: {
              digest,
              typedData: permitTypedData(permit, tokenDomain),
              sentence: { en: '', 'zh-CN': '' },
              fields: { until: formatInstant(permit.deadline), nonce: nonce ?? permit.nonce.toString() },
            },
          },
    { signer, beforeSign: ({ sentence }) => void sentences.push(sentence) },
  )
  return { client, asked, digest, sentences, signed: signer.signTypedData }
}

describe('permitAllowance', () => {
  it('signs an allowance for the escrow, and says that it pays nothing yet', async () => {
    const { client, asked, digest, sentences } = createService(right)
    await permitAllowance(client, { token: TOKEN.address, amount: 70n, wait: false })
    const { path, body } = asked.at(-1)!
    expect(path).toBe(`/accounts/${buyer.address}/permit`)
    expect(body).toMatchObject({ amount: '70', nonce: '3', until: formatInstant(until) })
    expect(recoverSigner(digest, body.signature)).toBe(buyer.address.toLowerCase())
    expect(sentences).toEqual([expect.stringMatching(/up to 0\.00007 USDC .*agree to separately/)])
  })

  it('signs nothing for another amount, spender, owner, token, end, or a number that is none', async () => {
    const lies = [
      createService({ ...right, value: 71n }),
      createService({ ...right, spender: seller.address }),
      createService({ ...right, owner: seller.address }),
      createService(right, { domain: { ...TOKEN.permitDomain!, verifyingContract: seller.address } }),
      createService({ ...right, deadline: until + 30 * DAY }),
      createService(right, { nonce: 3 }),
      createService(right, { nonce: '4' }),
    ]
    for (const { client, signed } of lies) {
      await expect(permitAllowance(client, { token: TOKEN.address, amount: 70n })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
      })
      expect(signed).not.toHaveBeenCalled()
    }
  })

  it('asks nothing of a token that takes no permits', async () => {
    const { client, asked } = createService(right)
    const token = { ...TOKEN, permitDomain: null }
    await expect(permitAllowance(client, { token, amount: 70n })).rejects.toMatchObject({
      code: 'TOKEN_WITHOUT_PERMIT',
    })
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([])
  })
})
