import { keccak256, parseTransaction, serializeTransaction, type TransactionSerializable, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, it } from 'vitest'
import { createTestAccount } from '../test/accounts.ts'
import { checkTransaction, TransactionRefusedError } from './transaction.ts'

const chainId = 4_242
const account = createTestAccount(1, chainId)
const viemAccount = privateKeyToAccount(keccak256('0x01'))
const to = '0x00000000000000000000000000000000000000aa'
const slot = `0x${'11'.repeat(32)}` as const
const check = (raw: string) => checkTransaction(Buffer.from(raw.slice(2), 'hex'), chainId)
const codeOf = (raw: string) => {
  try {
    check(raw)
    return 'taken'
  } catch (error) {
    return (error as TransactionRefusedError).code
  }
}

const shapes: Record<string, TransactionSerializable> = {
  legacy: { type: 'legacy', chainId, nonce: 0, gas: 21_000n, gasPrice: 0n, to },
  'legacy with data': {
    type: 'legacy',
    chainId,
    nonce: 127,
    gas: 90_000n,
    gasPrice: 0n,
    to,
    data: `0x${'ab00'.repeat(300)}`,
  },
  'EIP-2930': {
    type: 'eip2930',
    chainId,
    nonce: 1,
    gas: 90_000n,
    gasPrice: 0n,
    to,
    accessList: [{ address: to, storageKeys: [slot] }],
  },
  'EIP-1559': {
    type: 'eip1559',
    chainId,
    nonce: 300,
    gas: 21_000n,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    to,
  },
  'a creation': {
    type: 'eip1559',
    chainId,
    nonce: 70_000,
    gas: 400_000n,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    data: '0x6001600055',
  },
  'one byte of data': {
    type: 'eip1559',
    chainId,
    nonce: 1,
    gas: 30_000n,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    to,
    data: '0x05',
  },
}
it.each(Object.entries(shapes))(
  'reads hash, sender, nonce and gas of %s as viem signed it',
  async (_, shape) => {
    const raw = await viemAccount.signTransaction(shape)
    expect(check(raw)).toMatchObject({
      hash: keccak256(raw),
      from: viemAccount.address.toLowerCase(),
      nonce: shape.nonce,
      gas: Number(shape.gas),
    })
  },
)

it.each<[string, Partial<TransactionSerializable>, string]>([
  ['another chain', { chainId: 1 }, 'WRONG_CHAIN'],
  ['more gas than one transaction may use', { gas: 30_000_001n }, 'GAS_TOO_HIGH'],
  ['less gas than a transfer needs', { gas: 20_999n }, 'GAS_TOO_LOW'],
  ['less gas than its data needs', { gas: 21_039n, data: '0xff' }, 'GAS_TOO_LOW'],
  ['a gas price', { maxFeePerGas: 1n }, 'FUNDS'],
  ['a value', { value: 1n }, 'FUNDS'],
  ['too much creation code', { to: null, gas: 29_000_000n, data: `0x${'00'.repeat(49_153)}` }, 'TOO_LARGE'],
  ['more bytes than are taken', { gas: 29_000_000n, data: `0x${'00'.repeat(131_072)}` }, 'TOO_LARGE'],
  [
    'a blob type',
    { type: 'eip4844', blobVersionedHashes: [`0x01${'00'.repeat(31)}`], maxFeePerBlobGas: 1n },
    'TYPE_NOT_SUPPORTED',
  ],
  ['an authorization', { type: 'eip7702', authorizationList: [] }, 'TYPE_NOT_SUPPORTED'],
])('refuses %s', (_, changes, code) => {
  expect(codeOf(account.sign({ nonce: 0, ...changes } as Partial<TransactionSerializable>))).toBe(code)
})

it('refuses a transaction that is signed for no chain', async () => {
  const raw = await viemAccount.signTransaction({ type: 'legacy', nonce: 0, gas: 21_000n, gasPrice: 0n, to })
  expect(codeOf(raw)).toBe('WRONG_CHAIN')
})

it('refuses signatures with a high s, a zero, or a v that is none', () => {
  const {
    r,
    s,
    yParity,
    v: _v,
    ...transaction
  } = parseTransaction(account.sign({ nonce: 0 }) as `0x02${string}`)
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const encode = (signature: { r?: string; s?: string; yParity?: number }) =>
    serializeTransaction(
      transaction as TransactionSerializable,
      { r: r!, s: s!, yParity: yParity!, ...signature } as never,
    )
  expect(codeOf(encode({}))).toBe('taken')
  expect(codeOf(encode({ s: toHex(order - BigInt(s!)), yParity: 1 - yParity! }))).toBe('BAD_SIGNATURE')
  expect(codeOf(encode({ r: toHex(order) }))).toBe('BAD_SIGNATURE')
  expect(codeOf(encode({ s: '0x0' }))).toBe('BAD_SIGNATURE')
})

it('takes no bytes twice: whatever bit is turned, the transaction is refused or has another sender', () => {
  const raw = Buffer.from(account.sign({ nonce: 0, data: '0x0102', gas: 40_000n }).slice(2), 'hex')
  for (let bit = 0; bit < raw.length * 8; bit++) {
    const turned = Buffer.from(raw)
    turned[bit >> 3]! ^= 1 << (bit & 7)
    try {
      expect(checkTransaction(turned, chainId).from).not.toBe(account.address)
    } catch (error) {
      expect(error).toBeInstanceOf(TransactionRefusedError)
    }
  }
})

it.each([
  '0x02',
  '0xc0',
  '0x02c0',
  '0xf8',
  '0x02f8ff',
  `0x02${'c8'.repeat(40)}`,
  `0xff${'ff'.repeat(8)}`,
  '0x00',
])('refuses %s as malformed', (raw) => {
  expect(['MALFORMED', 'TYPE_NOT_SUPPORTED']).toContain(codeOf(raw))
})

it('refuses a transaction with bytes after it', () => {
  expect(codeOf(`${account.sign({ nonce: 0 })}00`)).toBe('MALFORMED')
})
