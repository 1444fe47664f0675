import { type Rpc, takeResult } from '@cinnabar/ledger'
import type { Address, Hex } from '@cinnabar/protocol'
import type { BlockRow } from '../store/ledgerRows.ts'
import type { RawLog } from './decodeLog.ts'

/** Thrown when the ledger changed while it was read; the same read may succeed at once. */
export class LedgerMovedError extends Error {
  readonly code = 'LEDGER_MOVED'
  readonly retryable = true
  readonly blockNumber: number
  constructor({ blockNumber }: { blockNumber: number }) {
    super(`the ledger's block ${blockNumber} changed while it was read`)
    this.name = 'LedgerMovedError'
    this.blockNumber = blockNumber
  }
}

type RawBlock = {
  readonly number: Hex
  readonly hash: Hex
  readonly parentHash: Hex
  readonly timestamp: Hex
}
/** Headers asked for in one round trip. */
const HEADERS_PER_BATCH = 500

export const toHex = (number: number): Hex => `0x${number.toString(16)}`

export async function readHead(rpc: Rpc): Promise<BlockRow> {
  const block = await rpc.request<RawBlock | null>('eth_getBlockByNumber', ['latest', false])
  if (!block) throw new LedgerMovedError({ blockNumber: -1 })
  return parseBlock(block)
}

/** Headers by number; absent for blocks that the ledger does not have. */
export async function readHeaders(rpc: Rpc, numbers: readonly number[]): Promise<Map<number, BlockRow>> {
  const headers = new Map<number, BlockRow>()
  for (let from = 0; from < numbers.length; from += HEADERS_PER_BATCH) {
    const calls = numbers
      .slice(from, from + HEADERS_PER_BATCH)
      .map((number) => ({ method: 'eth_getBlockByNumber', params: [toHex(number), false] }))
    for (const answer of await rpc.batch<RawBlock | null>(calls)) {
      const block = takeResult(answer)
      if (block) headers.set(Number(block.number), parseBlock(block))
    }
  }
  return headers
}

/** What a range of blocks holds: its logs, and headers that belong to the same chain as they. */
export type LedgerRange = {
  readonly logs: readonly RawLog[]
  readonly headers: ReadonlyMap<number, BlockRow>
  readonly tip: BlockRow
}

/**
 * Reads the logs of `from` to `tip`, with the headers of their blocks and of `wanted`. The tip is looked at before
 * and after: a hash fixes all that is below it, so logs and headers are of one chain.
 *
 * @throws LedgerMovedError if the chain changed meanwhile.
 */
export async function readRange(
  rpc: Rpc,
  {
    contract,
    from,
    tip,
    wanted,
  }: { contract: Address; from: number; tip: BlockRow; wanted: readonly number[] },
): Promise<LedgerRange> {
  const filter = { address: contract, fromBlock: toHex(from), toBlock: toHex(tip.number) }
  const logs = await rpc.request<RawLog[]>('eth_getLogs', [filter])
  const numbers = new Set([...logs.map((log) => Number(log.blockNumber)), ...wanted])
  numbers.delete(tip.number)
  const headers = await readHeaders(rpc, [...numbers, tip.number])
  const again = headers.get(tip.number)
  if (again?.hash !== tip.hash) throw new LedgerMovedError({ blockNumber: tip.number })
  for (const number of numbers) {
    if (!headers.has(number)) throw new LedgerMovedError({ blockNumber: number })
  }
  for (const log of logs) {
    const blockNumber = Number(log.blockNumber)
    if (headers.get(blockNumber)?.hash !== log.blockHash) throw new LedgerMovedError({ blockNumber })
  }
  for (const header of headers.values()) {
    const parent = headers.get(header.number - 1)
    if (parent && parent.hash !== header.parentHash)
      throw new LedgerMovedError({ blockNumber: header.number })
  }
  return { logs, headers, tip }
}

/** The logs of one block, which its hash names. */
export async function readBlock(
  rpc: Rpc,
  { contract, block }: { contract: Address; block: BlockRow },
): Promise<LedgerRange> {
  const logs = await rpc.request<RawLog[]>('eth_getLogs', [{ address: contract, blockHash: block.hash }])
  return { logs, headers: new Map([[block.number, block]]), tip: block }
}

function parseBlock({ number, hash, parentHash, timestamp }: RawBlock): BlockRow {
  return { number: Number(number), hash, parentHash, timestamp: Number(timestamp) }
}
