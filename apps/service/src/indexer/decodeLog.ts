import {
  ENDING_NAMES,
  type EventName,
  encodeTerms,
  type Hex,
  STATE_NAMES,
  unpackTerms,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { decodeEventLog } from 'viem'
import type { EventRow } from '../store/events.ts'

/** A log as JSON-RPC gives it. */
export type RawLog = {
  readonly address: Hex
  readonly topics: [Hex, ...Hex[]]
  readonly data: Hex
  readonly blockNumber: Hex
  readonly blockHash: Hex
  readonly transactionHash: Hex
  readonly transactionIndex: Hex
  readonly logIndex: Hex
}

/** An event before its order is known to have any: its number within the order comes later. */
export type DecodedEvent = EventRow & { orderSequence: null }

/**
 * Reads a log of `Escrow`. Amounts become strings of digits, enums their names, addresses lower case.
 *
 * @throws what viem throws for a log that no event of the contract's ABI explains: it is not skipped.
 */
export function decodeLog(log: RawLog, timestamp: number): DecodedEvent {
  const { eventName, args } = decodeEventLog({
    abi: escrowAbi,
    topics: log.topics,
    data: log.data,
    strict: true,
  })
  const fields = encodeArgs(args as unknown as Record<string, unknown>)
  return {
    blockNumber: Number(log.blockNumber),
    logIndex: Number(log.logIndex),
    blockHash: log.blockHash,
    transactionHash: log.transactionHash,
    transactionIndex: Number(log.transactionIndex),
    contract: log.address.toLowerCase() as Hex,
    name: eventName as EventName,
    orderId: (fields.order as Hex | undefined) ?? null,
    orderSequence: null,
    account: ((fields.account ?? fields.by) as Hex | undefined) ?? null,
    token: (fields.token as Hex | undefined) ?? null,
    args: fields,
    timestamp,
  }
}

function encodeArgs(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, encodeArg(name, value)]))
}

function encodeArg(name: string, value: unknown): unknown {
  if (name === 'terms') return encodeTerms(unpackTerms(value as Hex))
  if (name === 'state') return STATE_NAMES[value as number]
  if (name === 'ending') return ENDING_NAMES[value as number]
  return typeof value === 'bigint' ? value.toString() : lower(value)
}

function lower(value: unknown): unknown {
  if (typeof value === 'string') return value.toLowerCase()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, lower(inner)]))
}
