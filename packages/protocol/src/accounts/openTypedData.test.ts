import { describe, expect, it } from 'vitest'
import { createRandom } from '../../vectors/random.ts'
import { createRandomTerms } from '../../vectors/randomTerms.ts'
import { VECTOR_DOMAIN, VECTOR_TOKEN } from '../../vectors/stage.ts'
import { hashText } from '../bytes.ts'
import { authorizationTypedData } from '../typedData/erc3009.ts'
import { fundPermit2, hashPermit2, permit2TypedData } from '../typedData/permit2.ts'
import { toTypedData } from '../typedData/typedData.ts'
import { hashOpened, openAction, openAuthorization, openTerms } from './erc7739.ts'
import { openTypedData } from './openTypedData.ts'

const terms = createRandomTerms(createRandom(5), 1_800_000_000)

describe('typed data of any kind', () => {
  it('is opened as an action of the escrow is', () => {
    const move = {
      account: VECTOR_TOKEN,
      token: VECTOR_TOKEN,
      amount: 2n ** 200n,
      recipient: VECTOR_TOKEN,
      nonce: 7n,
      until: 1_800_000_000,
    }
    expect(openTypedData(toTypedData('Withdraw', move, VECTOR_DOMAIN))).toEqual(
      openAction('Withdraw', move, VECTOR_DOMAIN),
    )
    const fund = { order: hashText('order'), fromBalance: true, until: 1 }
    expect(openTypedData(toTypedData('Fund', fund, VECTOR_DOMAIN))).toEqual(
      openAction('Fund', fund, VECTOR_DOMAIN),
    )
  })

  it('is opened with the structs that it holds', () => {
    expect(openTypedData(toTypedData('Order', terms, VECTOR_DOMAIN))).toEqual(openTerms(terms, VECTOR_DOMAIN))
    // Its domain has no version, and two structs stand behind the type in the order of the alphabet.
    const transfer = fundPermit2(terms, VECTOR_DOMAIN, { nonce: 3n, deadline: 9 })
    const chainId = VECTOR_DOMAIN.chainId
    expect(hashOpened(openTypedData(permit2TypedData(transfer, chainId)))).toBe(
      hashPermit2(transfer, chainId),
    )
  })

  it('is opened in the domain of a token', () => {
    const domain = {
      name: 'USD Coin',
      version: '2',
      chainId: VECTOR_DOMAIN.chainId,
      verifyingContract: VECTOR_TOKEN,
    }
    const message = {
      from: VECTOR_TOKEN,
      to: VECTOR_TOKEN,
      value: 5n,
      validAfter: 0,
      validBefore: 9,
      nonce: hashText('nonce'),
    } as never
    expect(openTypedData(authorizationTypedData(message, domain))).toEqual(openAuthorization(message, domain))
  })

  it('is refused where it holds what takes more than a word', () => {
    const data = toTypedData('Cancel', { order: hashText('order'), state: 1, until: 1 }, VECTOR_DOMAIN)
    const types = { ...data.types, Cancel: [{ name: 'order', type: 'bytes' }] }
    expect(() => openTypedData({ ...data, types })).toThrow(RangeError)
  })
})
