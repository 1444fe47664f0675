import { type EndingName, type Hex, type UnixSeconds, ZERO_HASH } from '@cinnabar/protocol'
import type { CinnabarEvent } from '@cinnabar/sdk'

/** An event of an order, read for the timeline; what it does not carry is missing. */
export type TimelineEntry = {
  readonly id: string
  readonly type: string
  readonly at: UnixSeconds
  readonly transaction?: Hex
  readonly block?: number
  /** The record in the record log. */
  readonly record?: Hex
  /** The document of a claim. */
  readonly document?: Hex
  /** What was claimed or drawn in all, or paid back. */
  readonly amount?: bigint
  /** The deadline that the event set. */
  readonly deadline?: UnixSeconds
  /** How the order ended, and the amounts from which the money bar follows. */
  readonly settlement?: {
    readonly ending: EndingName
    readonly sellerGross: bigint
    readonly fee: bigint
    readonly bondPaid: bigint
  }
}

/** Reads an event of the API for the timeline. */
export function timelineEntry({ id, type, createdAt, data }: CinnabarEvent): TimelineEntry {
  const transaction = readHash(data.transactionHash)
  const block = Number(data.blockNumber)
  const record = readHash(data.record)
  const document = readHash(data.document)
  const amount = readAmount(data.total ?? data.amount)
  const deadline = readInstant(data.deadline)
  return {
    id,
    type,
    at: createdAt,
    ...(transaction && { transaction }),
    ...(block >= 0 && { block }),
    ...(record && { record }),
    ...(document && { document }),
    ...(amount !== undefined && { amount }),
    ...(deadline !== undefined && { deadline }),
    ...(type === 'order.settled' && { settlement: readSettlement(data) }),
  }
}

function readSettlement(data: CinnabarEvent['data']) {
  return {
    ending: data.ending as EndingName,
    sellerGross: readAmount(data.sellerGross) ?? 0n,
    fee: readAmount(data.fee) ?? 0n,
    bondPaid: readAmount(data.bondPaid) ?? 0n,
  }
}

function readInstant(value: unknown): UnixSeconds | undefined {
  const at = typeof value === 'string' ? Date.parse(value) / 1000 : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

function readHash(value: unknown): Hex | undefined {
  return typeof value === 'string' && value !== ZERO_HASH && value.startsWith('0x')
    ? (value as Hex)
    : undefined
}

function readAmount(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : undefined
}
