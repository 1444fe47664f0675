import { hashMessage, hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'
import { DOMAIN, TERMS } from '../../test/playOrder.ts'
import { concatHex, hashText, keccak256 } from '../bytes.ts'
import { hashAuthorization } from '../typedData/erc3009.ts'
import { hashAction, orderId } from '../typedData/hash.ts'
import { toTypedData } from '../typedData/typedData.ts'
import { ACTION_TYPES, PERMIT_FIELDS } from '../typedData/types.ts'
import {
  encodeTypedSignature,
  hashNested,
  hashOpened,
  hashPersonal,
  MessageError,
  openAction,
  openAuthorization,
  openFlat,
  openTerms,
  prefixMessage,
} from './erc7739.ts'

const AT = { chainId: DOMAIN.chainId, account: '0x000000000000000000000000000000000000acc0' } as const
const TOKEN_DOMAIN = { name: 'USD Coin', version: '2', chainId: 1, verifyingContract: TERMS.token }
const MOVE = {
  account: AT.account,
  token: TERMS.token,
  amount: 5n,
  recipient: TERMS.seller,
  nonce: 9n,
  until: 1_800_000_000,
}
const ACCOUNT_FIELDS = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
  { name: 'salt', type: 'bytes32' },
]
const ACCOUNT = {
  name: 'PasskeyAccount',
  version: '1',
  chainId: AT.chainId,
  verifyingContract: AT.account,
  salt: `0x${'00'.repeat(32)}`,
}

describe('opened data', () => {
  it('has the digest that applications ask about', () => {
    expect(hashOpened(openAction('Withdraw', MOVE, DOMAIN))).toBe(hashAction('Withdraw', MOVE, DOMAIN))
    expect(hashOpened(openTerms(TERMS, DOMAIN))).toBe(orderId(TERMS, DOMAIN))
    const authorization = {
      from: AT.account,
      to: DOMAIN.verifyingContract,
      value: 5n,
      validAfter: 0n,
      validBefore: 9n,
      nonce: hashText('nonce'),
    }
    expect(hashOpened(openAuthorization(authorization, TOKEN_DOMAIN))).toBe(
      hashAuthorization(authorization, TOKEN_DOMAIN),
    )
  })

  it('begins with the hash of its type, which the account compares', () => {
    for (const opened of [openAction('Withdraw', MOVE, DOMAIN), openTerms(TERMS, DOMAIN)]) {
      expect(opened.contents.slice(0, 66)).toBe(hashText(opened.typeText))
    }
  })

  it('names its recipient where the account looks for it, in every type that has one', () => {
    // PayeeLock.sol knows these three. A new type with a recipient has to be added there.
    const named = Object.entries(ACTION_TYPES).filter(([, fields]) => fields.includes('recipient'))
    expect(named.map(([type]) => type)).toEqual(['Withdraw', 'PostBond', 'WithdrawBond'])
    for (const [, fields] of named) expect(fields.split(',').indexOf('address recipient')).toBe(3)
    expect(PERMIT_FIELDS.split(',')[1]).toBe('address spender')
  })
})

describe('hashNested', () => {
  it('is the EIP-712 digest of TypedDataSign that other libraries compute', () => {
    for (const [data, opened] of [
      [toTypedData('Withdraw', MOVE, DOMAIN), openAction('Withdraw', MOVE, DOMAIN)],
      [toTypedData('Order', TERMS, DOMAIN), openTerms(TERMS, DOMAIN)],
    ] as const) {
      const { EIP712Domain: _, ...types } = data.types
      const oracle = hashTypedData({
        domain: data.domain,
        types: { ...types, TypedDataSign: [{ name: 'contents', type: data.primaryType }, ...ACCOUNT_FIELDS] },
        primaryType: 'TypedDataSign',
        message: { contents: data.message, ...ACCOUNT },
      } as Parameters<typeof hashTypedData>[0])
      expect(hashNested(opened, AT)).toBe(oracle)
    }
  })

  it('binds account and chain', () => {
    const opened = openAction('Withdraw', MOVE, DOMAIN)
    const digest = hashNested(opened, AT)
    expect(hashNested(opened, { ...AT, chainId: 1 })).not.toBe(digest)
    expect(hashNested(opened, { ...AT, account: TERMS.buyer })).not.toBe(digest)
  })
})

describe('encodeTypedSignature', () => {
  it('ends with the parts that ERC-7739 names', () => {
    const opened = openFlat(TOKEN_DOMAIN, 'Ping', 'uint256 count', { count: 7n })
    const tail = concatHex(
      opened.contents,
      '0x0040',
      opened.separator,
      keccak256(opened.contents),
      `0x${Buffer.from('Ping(uint256 count)').toString('hex')}`,
      '0x0013',
    )
    expect(encodeTypedSignature('0xabcd', opened)).toBe(concatHex('0xabcd', tail))
  })

  it('refuses contents whose length does not fit two bytes', () => {
    const opened = { ...openTerms(TERMS, DOMAIN), contents: `0x${'00'.repeat(65_536)}` } as const
    expect(() => encodeTypedSignature('0xabcd', opened)).toThrow(RangeError)
  })
})

describe('messages', () => {
  it('are prefixed as wallets do', () => {
    for (const text of ['', 'hello', '你好'.repeat(20)])
      expect(keccak256(prefixMessage(text))).toBe(hashMessage(text))
  })

  it('are not signed when they have the length of a hash', () => {
    expect(() => prefixMessage('x'.repeat(32))).toThrow(MessageError)
    expect(() => prefixMessage(`${'你'.repeat(10)}ok`)).toThrow(MessageError)
    expect(prefixMessage('你'.repeat(32))).toMatch(/^0x19/)
  })

  it('are signed as PersonalSign in the domain of the account', () => {
    const prefixed = prefixMessage('hello')
    const oracle = hashTypedData({
      domain: {
        name: ACCOUNT.name,
        version: ACCOUNT.version,
        chainId: AT.chainId,
        verifyingContract: AT.account,
      },
      types: { PersonalSign: [{ name: 'prefixed', type: 'bytes' }] },
      primaryType: 'PersonalSign',
      message: { prefixed },
    })
    expect(hashPersonal(prefixed, AT)).toBe(oracle)
  })
})
