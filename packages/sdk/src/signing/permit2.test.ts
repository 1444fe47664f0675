import {
  DAY,
  depositPermit2,
  encodeTerms,
  fundPermit2,
  hashPermit2,
  type Order,
  type Permit2Transfer,
  permit2TypedData,
  quoteTerms,
  recoverSigner,
} from '@cinnabar/protocol'
import { describe, expect, it, vi } from 'vitest'
import {
  type Answer,
  type Asked,
  buyer,
  createFakeClient,
  DOMAIN,
  seller,
  TOKEN,
} from '../../test/fakeService.ts'
import { deposit } from '../actions/deposit.ts'
import { fundOrder } from '../actions/fundOrder.ts'
import { formatInstant } from '../wire/instant.ts'

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

/** A service that answers with the transfer that `make` makes of the nonce that it was asked for. */
function createService(make: (nonce: bigint) => Permit2Transfer, deadline = until) {
  const signer = { ...buyer, signTypedData: vi.fn(buyer.signTypedData) }
  const sentences: string[] = []
  const answer = ({ body }: Asked): Answer => {
    const transfer = make(BigInt(body.nonce))
    const digest = hashPermit2(transfer, DOMAIN.chainId)
    if (body.signature) {
      expect(recoverSigner(digest, body.signature)).toBe(buyer.address.toLowerCase())
      return {
        status: 202,
        body: { id: digest, status: 'signed', createdAt: formatInstant(until), recordedAt: null },
      }
    }
    const typedData = permit2TypedData(transfer, DOMAIN.chainId)
    const fields = { nonce: body.nonce, until: formatInstant(deadline) }
    return { body: { digest, typedData, sentence: { en: '', 'zh-CN': '' }, fields } }
  }
  const { client, asked } = createFakeClient(answer, {
    signer,
    beforeSign: ({ sentence }) => void sentences.push(sentence),
  })
  return { client, asked, signed: signer.signTypedData, sentences }
}

const once = (nonce: bigint, deadline = until) => ({ nonce, deadline })
const fund = (of: Order) => (nonce: bigint) => fundPermit2(of, DOMAIN, once(nonce))
const toAccount = (amount: bigint) => (nonce: bigint) =>
  depositPermit2({ account: buyer.address, token: TOKEN.address, amount }, DOMAIN, once(nonce))

describe('paying by Permit2', () => {
  it('signs what it built itself, under a nonce of its own, as the wallet hashes it', async () => {
    const { client, asked, signed, sentences } = createService(fund(terms))
    const { action } = await fundOrder(client, { terms, funding: 'permit2', wait: false })
    expect(action.status).toBe('signed')
    expect(signed).toHaveBeenCalledOnce()
    const bodies = asked.flatMap(({ path, body }) => (path === '/orders' ? [body] : []))
    expect(bodies.at(-1)).toMatchObject({ funding: 'permit2', terms: encodeTerms(terms) })
    expect(bodies[0].nonce).toBe(bodies[1].nonce)
    expect(sentences).toEqual([expect.stringMatching(/^Agree to order .* pay 400(\.00)? USDC/)])
  })

  it('deposits what was asked', async () => {
    const { client, asked } = createService(toAccount(70n))
    const asking = { token: TOKEN.address, amount: 70n, method: 'permit2', wait: false } as const
    expect(await deposit(client, asking)).toMatchObject({ status: 'signed' })
    expect(asked.at(-1)!.body).toMatchObject({ method: 'permit2', amount: '70' })
  })

  it('signs nothing for dearer terms, another order, token, spender, nonce, purpose or end', async () => {
    const right = fund(terms)
    const lies: [(nonce: bigint) => Permit2Transfer, number?][] = [
      [fund({ ...terms, goods: terms.goods + 1n })],
      [fund({ ...terms, salt: 6n })],
      [(nonce) => ({ ...right(nonce), permitted: { token: seller.address, amount: terms.goods } })],
      [(nonce) => ({ ...right(nonce), spender: seller.address })],
      [(nonce) => right(nonce + 1n)],
      [toAccount(terms.goods)],
      [(nonce) => fundPermit2(terms, DOMAIN, once(nonce, until + 30 * DAY)), until + 30 * DAY],
    ]
    for (const [make, deadline] of lies) {
      const { client, signed } = createService(make, deadline)
      await expect(fundOrder(client, { terms, funding: 'permit2' })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
      })
      expect(signed).not.toHaveBeenCalled()
    }
    const { client, signed } = createService(toAccount(71n))
    await expect(
      deposit(client, { token: TOKEN.address, amount: 70n, method: 'permit2' }),
    ).rejects.toMatchObject({
      code: 'SERVICE_MISMATCH',
    })
    expect(signed).not.toHaveBeenCalled()
  })
})
