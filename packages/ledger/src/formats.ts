import type { Address, Hex, UnixSeconds } from '@cinnabar/protocol'

/** A block's header, as far as anybody here needs it. */
export interface LedgerBlock {
  height: number
  hash: Hex
  parentHash: Hex
  timestamp: UnixSeconds
  transactionsRoot: Hex
  receiptsRoot: Hex
  transactions: readonly Hex[]
}

/** An event as the ledger keeps it, not decoded. */
export interface LedgerLog {
  address: Address
  topics: readonly Hex[]
  data: Hex
  blockHeight: number
  blockHash: Hex
  transactionHash: Hex
  transactionIndex: number
  logIndex: number
}

export interface LedgerReceipt {
  transactionHash: Hex
  transactionIndex: number
  blockHeight: number
  blockHash: Hex
  from: Address
  to: Address | undefined
  /** Whether it was executed; a reverted one is recorded too. */
  succeeded: boolean
  gasUsed: bigint
  logs: readonly LedgerLog[]
}

export interface LedgerTransaction {
  hash: Hex
  from: Address
  to: Address | undefined
  nonce: number
  input: Hex
  /** Undefined while no block has it. */
  blockHeight: number | undefined
}

/** An object as JSON-RPC gives it. */
export type RawObject = Readonly<Record<string, unknown>>

/** An answer does not have the form that JSON-RPC prescribes. */
export class LedgerAnswerError extends Error {
  readonly code = 'LEDGER_ANSWER_INVALID'
  readonly retryable = true
  constructor({ field, value }: { field: string; value: unknown }) {
    super(`The ledger answered with a ${field} that is none: ${JSON.stringify(value)?.slice(0, 80)}.`)
    this.name = 'LedgerAnswerError'
  }
}

export function decodeBlock(raw: RawObject): LedgerBlock {
  const transactions = Array.isArray(raw.transactions) ? raw.transactions : []
  return {
    height: takeNumber(raw, 'number'),
    hash: takeHex(raw, 'hash'),
    parentHash: takeHex(raw, 'parentHash'),
    timestamp: takeNumber(raw, 'timestamp'),
    transactionsRoot: takeHex(raw, 'transactionsRoot'),
    receiptsRoot: takeHex(raw, 'receiptsRoot'),
    transactions: transactions as readonly Hex[],
  }
}

export function decodeLog(raw: RawObject): LedgerLog {
  if (!Array.isArray(raw.topics)) throw new LedgerAnswerError({ field: 'topics', value: raw.topics })
  return {
    address: takeHex(raw, 'address'),
    topics: raw.topics as readonly Hex[],
    data: takeHex(raw, 'data'),
    blockHeight: takeNumber(raw, 'blockNumber'),
    blockHash: takeHex(raw, 'blockHash'),
    transactionHash: takeHex(raw, 'transactionHash'),
    transactionIndex: takeNumber(raw, 'transactionIndex'),
    logIndex: takeNumber(raw, 'logIndex'),
  }
}

export function decodeReceipt(raw: RawObject): LedgerReceipt {
  const logs = Array.isArray(raw.logs) ? (raw.logs as RawObject[]) : []
  return {
    transactionHash: takeHex(raw, 'transactionHash'),
    transactionIndex: takeNumber(raw, 'transactionIndex'),
    blockHeight: takeNumber(raw, 'blockNumber'),
    blockHash: takeHex(raw, 'blockHash'),
    from: takeHex(raw, 'from'),
    to: findHex(raw, 'to'),
    succeeded: takeNumber(raw, 'status') === 1,
    gasUsed: BigInt(takeHex(raw, 'gasUsed')),
    logs: logs.map(decodeLog),
  }
}

export function decodeTransaction(raw: RawObject): LedgerTransaction {
  return {
    hash: takeHex(raw, 'hash'),
    from: takeHex(raw, 'from'),
    to: findHex(raw, 'to'),
    nonce: takeNumber(raw, 'nonce'),
    input: takeHex(raw, 'input'),
    blockHeight: findHex(raw, 'blockNumber') === undefined ? undefined : takeNumber(raw, 'blockNumber'),
  }
}

export function encodeQuantity(value: number | bigint): Hex {
  return `0x${value.toString(16)}`
}

function takeHex(raw: RawObject, field: string): Hex {
  const value = raw[field]
  if (typeof value === 'string' && value.startsWith('0x')) return value as Hex
  throw new LedgerAnswerError({ field, value })
}

function findHex(raw: RawObject, field: string): Hex | undefined {
  return raw[field] === null || raw[field] === undefined ? undefined : takeHex(raw, field)
}

function takeNumber(raw: RawObject, field: string): number {
  const value = Number(takeHex(raw, field))
  if (!Number.isSafeInteger(value)) throw new LedgerAnswerError({ field, value: raw[field] })
  return value
}
