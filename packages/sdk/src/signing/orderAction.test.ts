import { type Hex, hashAction, hashText, State, toTypedData } from '@cinnabar/protocol'
import { recoverTypedDataAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { buyer, createFakeClient, DOMAIN } from '../../test/fakeService.ts'
import { confirmOrder, extendOrder, withdraw } from '../index.ts'
import { formatInstant } from '../wire/instant.ts'

const ORDER = hashText('an order')
const OTHER = `0x${'99'.repeat(20)}` as const
const until = Math.floor(Date.now() / 1000) + 3600
const action = (id: Hex) => ({
  id,
  kind: 'confirm',
  order: ORDER,
  account: buyer.address,
  status: 'recorded',
  transactionHash: hashText('transaction'),
  error: null,
  createdAt: formatInstant(until),
  recordedAt: formatInstant(until),
})

function honestConfirm(change: { message?: object; fields?: object } = {}) {
  const message = { order: ORDER, state: State.Delivered, claimed: 600n, until, ...change.message }
  return {
    digest: hashAction('Confirm', message, DOMAIN),
    typedData: toTypedData('Confirm', message, DOMAIN),
    sentence: { en: '', 'zh-CN': '' },
    fields: {
      signer: buyer.address,
      state: 'Delivered',
      claimed: '600',
      until: formatInstant(until),
      ...change.fields,
    },
  }
}

/** A service that answers every unsigned action alike, and takes what is signed. */
function serve(toSign: { digest: Hex; fields: object }) {
  return createFakeClient(({ method, body }) =>
    method === 'POST' && !body.signature ? { body: toSign } : { status: 202, body: action(toSign.digest) },
  )
}

describe('an action on an order', () => {
  it('signs what was asked and posts it back', async () => {
    const toSign = honestConfirm()
    const { client, asked } = serve(toSign)
    const answer = await confirmOrder(client, { id: ORDER, claimed: 600n })
    expect(answer.id).toBe(toSign.digest)
    const posted = asked.find(({ body }) => body?.signature)!
    expect(posted.path).toBe(`/orders/${ORDER}/confirm`)
    const { typedData } = toSign
    const signer = await recoverTypedDataAddress({
      ...(typedData as never as object),
      signature: posted.body.signature,
    } as never)
    expect(signer).toBe(buyer.address)
  })

  const lies: [string, ReturnType<typeof honestConfirm>, string][] = [
    ['another order', { ...honestConfirm({ message: { order: hashText('another order') } }) }, 'digest'],
    [
      'more claimed than was looked at',
      honestConfirm({ message: { claimed: 900n }, fields: { claimed: '900' } }),
      'claimed',
    ],
    ['other fields than those it hashed', honestConfirm({ message: { state: State.Shipped } }), 'digest'],
    ['a state that does not exist', honestConfirm({ fields: { state: 'Paid' } }), 'state'],
    ['another signer', honestConfirm({ fields: { signer: OTHER } }), 'signer'],
    [
      'a consent for a year',
      honestConfirm({
        message: { until: until + 31_536_000 },
        fields: { until: formatInstant(until + 31_536_000) },
      }),
      'until',
    ],
    ['no consent at all', honestConfirm({ fields: { until: undefined } }), 'until'],
  ]
  for (const [name, toSign, field] of lies) {
    it(`signs nothing when the service answers ${name}`, async () => {
      let signed = 0
      const { client, asked } = serve(toSign)
      const signTypedData = async () => {
        signed += 1
        return '0x' as const
      }
      const signer = { ...buyer, signTypedData }
      await expect(confirmOrder(client, { id: ORDER, claimed: 600n, signer })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
        field,
        retryable: false,
      })
      expect(signed).toBe(0)
      expect(asked.every(({ body }) => !body?.signature)).toBe(true)
    })
  }

  it('signs nothing for another contract or chain than the pinned one', async () => {
    for (const pin of [
      { chainId: 1, escrow: DOMAIN.verifyingContract },
      { chainId: DOMAIN.chainId, escrow: OTHER },
    ]) {
      const { client } = createFakeClient(() => ({ body: honestConfirm() }), { network: pin })
      await expect(confirmOrder(client, { id: ORDER })).rejects.toMatchObject({ code: 'SERVICE_MISMATCH' })
    }
  })

  it('signs no withdrawal to another recipient or of another amount', async () => {
    const asked = { token: OTHER, amount: 5n, recipient: buyer.address, nonce: 1n }
    for (const change of [{ recipient: OTHER }, { amount: '6' }, { token: buyer.address }, { nonce: '2' }]) {
      const fields = {
        token: OTHER,
        amount: '5',
        recipient: buyer.address,
        nonce: '1',
        until: formatInstant(until),
        ...change,
      }
      const message = {
        ...fields,
        account: buyer.address,
        amount: BigInt(fields.amount),
        nonce: BigInt(fields.nonce),
        until,
      }
      const toSign = { ...honestConfirm(), digest: hashAction('Withdraw', message, DOMAIN), fields }
      const { client } = serve(toSign)
      await expect(withdraw(client, asked)).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
        field: Object.keys(change)[0],
      })
    }
  })

  it('tells a person first, who may refuse', async () => {
    const { client } = createFakeClient(() => ({ body: honestConfirm() }), {
      beforeSign: ({ sentence, typedData }) => {
        expect(sentence).toContain('Confirm order')
        expect(typedData.primaryType).toBe('Confirm')
        throw new Error('no')
      },
    })
    await expect(confirmOrder(client, { id: ORDER })).rejects.toThrow('no')
  })

  it('passes a refusal on with its code and fields', async () => {
    const problem = {
      type: '/problems/ALREADY_EXTENDED',
      title: 'This state was extended already',
      status: 409,
      code: 'ALREADY_EXTENDED',
      detail: 'AlreadyExtended()',
      mend: 'each state can be extended once',
      retryable: false,
      requestId: 'r-1',
      errors: [{ field: 'state', code: 'ALREADY_EXTENDED', detail: '', mend: '' }],
    }
    const { client, asked } = createFakeClient(() => ({ status: 409, body: problem }), { retries: 3 })
    await expect(extendOrder(client, { id: ORDER, extraSeconds: 60 })).rejects.toMatchObject({
      name: 'ApiError',
      code: 'ALREADY_EXTENDED',
      requestId: 'r-1',
      errors: [{ field: 'state' }],
    })
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
})
