import { recover } from 'tiny-secp256k1'
import { keccak256 } from 'viem'
import { getIntrinsicGas } from './intrinsicGas.ts'
import { LIMITS } from './limits.ts'
import { decodeRlp, encodeRlpList, RlpError, type RlpItem } from './rlp.ts'

export type RefusalCode =
  | 'MALFORMED'
  | 'TYPE_NOT_SUPPORTED'
  | 'TOO_LARGE'
  | 'WRONG_CHAIN'
  | 'BAD_SIGNATURE'
  | 'GAS_TOO_HIGH'
  | 'GAS_TOO_LOW'
  | 'FUNDS'
  | 'NONCE_TOO_LOW'
  | 'NONCE_TOO_HIGH'
  | 'REPLACEMENT'
  | 'NOT_EXECUTABLE'

/** A transaction was refused before anything of it was recorded. */
export class TransactionRefusedError extends Error {
  readonly code: RefusalCode
  /** Whether the very same bytes may be accepted later. */
  readonly retryable: boolean
  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.retryable = code === 'NONCE_TOO_HIGH'
  }
}

/** A transaction whose form, chain, gas and signature are right; its nonce is for the sequencer to judge. */
export interface CheckedTransaction {
  raw: Uint8Array
  hash: `0x${string}`
  from: `0x${string}`
  nonce: number
  gas: number
}

// Where each type keeps its fields. The signature is the last three.
const LEGACY = { nonce: 0, gasPrice: 1, gas: 2, to: 3, value: 4, data: 5, accessList: -1, fields: 9 }
const ACCESS_LIST = { nonce: 1, gasPrice: 2, gas: 3, to: 4, value: 5, data: 6, accessList: 7, fields: 11 }
const FEE_MARKET = { nonce: 1, gasPrice: 3, gas: 4, to: 5, value: 6, data: 7, accessList: 8, fields: 12 }

/**
 * Checks everything about a signed transaction that can be judged without the chain's state.
 *
 * Types 0 (with chain id), 1 and 2 are taken. Blobs have no use here; an authorization of EIP-7702 would move
 * nonces of accounts that did not sign the transaction.
 *
 * @param raw - The signed bytes.
 * @throws TransactionRefusedError
 */
export function checkTransaction(raw: Uint8Array, chainId: number): CheckedTransaction {
  if (raw.length > LIMITS.transactionBytes) {
    refuse('TOO_LARGE', `transaction is ${raw.length} bytes, at most ${LIMITS.transactionBytes} are taken`)
  }
  try {
    return decode(raw, chainId)
  } catch (cause) {
    if (cause instanceof RlpError)
      throw new TransactionRefusedError('MALFORMED', `malformed: ${cause.message}`, { cause })
    throw cause
  }
}

function decode(raw: Uint8Array, chainId: number): CheckedTransaction {
  const type = raw[0] ?? 0
  if (type !== 1 && type !== 2 && type < 0xc0) {
    refuse(
      'TYPE_NOT_SUPPORTED',
      `transaction type ${type} is not supported; send a legacy, EIP-2930 or EIP-1559 transaction`,
    )
  }
  const isLegacy = type >= 0xc0
  const layout = isLegacy ? LEGACY : type === 1 ? ACCESS_LIST : FEE_MARKET
  const items = decodeRlp(isLegacy ? raw : raw.subarray(1))
  if (!Array.isArray(items) || items.length !== layout.fields)
    refuse('MALFORMED', 'malformed: wrong number of fields')

  const v = getInteger(items, layout.fields - 3, 'v', 8)
  const signedChain = isLegacy ? (v >= 35n ? (v - 35n) / 2n : undefined) : getInteger(items, 0, 'chainId', 8)
  if (signedChain === undefined) {
    refuse('WRONG_CHAIN', `transaction is signed for no chain (before EIP-155); sign it for chain ${chainId}`)
  }
  if (signedChain !== BigInt(chainId)) {
    refuse('WRONG_CHAIN', `transaction is signed for chain ${signedChain}, this is chain ${chainId}`)
  }
  const nonce = getInteger(items, layout.nonce, 'nonce', 8)
  if (nonce >= BigInt(Number.MAX_SAFE_INTEGER)) refuse('MALFORMED', 'malformed: nonce is out of range')
  const to = getBytes(items, layout.to, 'to')
  if (to.length !== 0 && to.length !== 20) refuse('MALFORMED', 'malformed: to is not an address')
  const gas = checkGas(items, layout, to.length === 0)
  const price = getInteger(items, layout.gasPrice, 'gasPrice', 16)
  const value = getInteger(items, layout.value, 'value', 32)
  if (layout === FEE_MARKET && getInteger(items, 2, 'maxPriorityFeePerGas', 16) > price) {
    refuse('MALFORMED', 'maxPriorityFeePerGas is higher than maxFeePerGas')
  }
  if (price > 0n || value > 0n) {
    refuse(
      'FUNDS',
      'insufficient funds: this ledger has no coin of its own; set the gas price and value to 0',
    )
  }
  const recovery = isLegacy ? (v - 35n) % 2n : v
  const from = recoverSender(items, raw, isLegacy ? undefined : type, recovery)
  return { raw, hash: keccak256(raw), from, nonce: Number(nonce), gas }
}

function checkGas(items: RlpItem[], layout: typeof LEGACY, isCreation: boolean): number {
  const gas = getInteger(items, layout.gas, 'gas', 8)
  if (gas > BigInt(LIMITS.transactionGas)) {
    refuse(
      'GAS_TOO_HIGH',
      `gas limit ${gas} is above ${LIMITS.transactionGas}, the most that one transaction may use`,
    )
  }
  const data = getBytes(items, layout.data, 'data')
  if (isCreation && data.length > LIMITS.initcodeBytes) {
    refuse('TOO_LARGE', `creation code is ${data.length} bytes, at most ${LIMITS.initcodeBytes} are allowed`)
  }
  const accessList = layout.accessList === -1 ? [] : checkAccessList(items[layout.accessList]!)
  const least = getIntrinsicGas({ data, isCreation, accessList })
  if (gas < BigInt(least))
    refuse('GAS_TOO_LOW', `gas limit ${gas} is too low: this transaction needs at least ${least}`)
  return Number(gas)
}

function checkAccessList(item: RlpItem): { slots: number }[] {
  if (!Array.isArray(item)) refuse('MALFORMED', 'malformed: accessList is not a list')
  return item.map((entry) => {
    const [address, slots, ...rest] = Array.isArray(entry) ? entry : []
    if (
      !address ||
      Array.isArray(address) ||
      address.length !== 20 ||
      !Array.isArray(slots) ||
      rest.length > 0
    ) {
      refuse('MALFORMED', 'malformed: an entry of accessList')
    }
    if (slots.some((slot) => Array.isArray(slot) || slot.length !== 32)) {
      refuse('MALFORMED', 'malformed: a storage key of accessList')
    }
    return { slots: slots.length }
  })
}

function recoverSender(
  items: RlpItem[],
  raw: Uint8Array,
  type: number | undefined,
  recovery: bigint,
): `0x${string}` {
  const r = getInteger(items, items.length - 2, 'r', 32)
  const s = getInteger(items, items.length - 1, 's', 32)
  // The upper half of s is refused as everywhere since EIP-2: else anyone could give a transaction a second hash.
  if (recovery > 1n || r === 0n || s === 0n || s > HALF_ORDER) refuse('BAD_SIGNATURE', 'signature is invalid')
  const unsigned = encodeRlpList(
    type === undefined
      ? [...items.slice(0, 6), toBytes((getInteger(items, 6, 'v', 8) - 35n) / 2n), EMPTY, EMPTY]
      : items.slice(0, -3),
  )
  const digest = keccak256(
    type === undefined ? unsigned : Buffer.concat([raw.subarray(0, 1), unsigned]),
    'bytes',
  )
  const signature = Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex')
  try {
    const key = recover(digest, signature, Number(recovery) as 0 | 1, false)
    if (key) return `0x${keccak256(key.subarray(1)).slice(26)}`
  } catch (cause) {
    throw new TransactionRefusedError('BAD_SIGNATURE', 'signature is invalid', { cause })
  }
  refuse('BAD_SIGNATURE', 'signature is invalid')
}

const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n
const EMPTY = new Uint8Array()

function toBytes(value: bigint): Uint8Array {
  const digits = value.toString(16)
  return Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex')
}

function getBytes(items: RlpItem[], index: number, name: string): Uint8Array {
  const item = items[index]
  if (!item || Array.isArray(item)) refuse('MALFORMED', `malformed: ${name} is not bytes`)
  return item
}

function getInteger(items: RlpItem[], index: number, name: string, maxBytes: number): bigint {
  const bytes = getBytes(items, index, name)
  if (bytes.length > maxBytes) refuse('MALFORMED', `malformed: ${name} is out of range`)
  if (bytes[0] === 0) refuse('MALFORMED', `malformed: ${name} has a leading zero`)
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

function refuse(code: RefusalCode, message: string): never {
  throw new TransactionRefusedError(code, message)
}
