import type { Address, Hex } from '@cinnabar/protocol'
import {
  decodeBlock,
  decodeLog,
  encodeQuantity,
  type LedgerBlock,
  type LedgerLog,
  type RawObject,
} from './formats.ts'
import { type Rpc, takeResult } from './rpc.ts'

/** The chain changed while it was read, or two parts of an answer are of different chains. */
export class LedgerMovedError extends Error {
  readonly code = 'LEDGER_MOVED'
  readonly retryable = true
  readonly height: number
  constructor({ height }: { height: number }) {
    super(`Block ${height} is not the one that it was a moment ago. Read again.`)
    this.name = 'LedgerMovedError'
    this.height = height
  }
}

/** Blocks asked for in one round trip. */
const BLOCKS_PER_BATCH = 500

/** Blocks by height, in one round trip for every 500. @throws LedgerMovedError when one is not there. */
export async function getBlocks(rpc: Rpc, heights: readonly number[]): Promise<LedgerBlock[]> {
  const blocks: LedgerBlock[] = []
  for (let from = 0; from < heights.length; from += BLOCKS_PER_BATCH) {
    const some = heights.slice(from, from + BLOCKS_PER_BATCH)
    const answers = await rpc.batch<RawObject | null>(
      some.map((height) => ({ method: 'eth_getBlockByNumber', params: [encodeQuantity(height), false] })),
    )
    for (const [index, answer] of answers.entries()) {
      const raw = takeResult(answer)
      if (!raw) throw new LedgerMovedError({ height: some[index]! })
      blocks.push(decodeBlock(raw))
    }
  }
  return blocks
}

/** Which logs: of these contracts, with these topics (a list at a position: any of them). */
export interface LogFilter {
  /** First block. */
  from: number
  /** Last block, itself included. */
  to: number
  addresses: readonly Address[]
  topics?: readonly (Hex | readonly Hex[] | null)[]
}

/** Logs, and the blocks they are in: all of one chain. */
export interface LogRange {
  logs: readonly LedgerLog[]
  /** The blocks that have logs, and the last of the range; rising. */
  blocks: readonly LedgerBlock[]
}

/**
 * Reads the logs of a range together with their blocks. The last block is read before and after: its hash fixes
 * everything below it, so logs and blocks are of one chain.
 *
 * @throws LedgerMovedError if the chain changed meanwhile, or a log names a block that is not on it.
 */
export async function getLogs(rpc: Rpc, filter: LogFilter): Promise<LogRange> {
  const [tip] = await getBlocks(rpc, [filter.to])
  const raws = await rpc.request<RawObject[]>('eth_getLogs', [
    {
      fromBlock: encodeQuantity(filter.from),
      toBlock: encodeQuantity(filter.to),
      address: filter.addresses,
      ...(filter.topics && { topics: filter.topics }),
    },
  ])
  const logs = raws.map(decodeLog)
  const heights = [...new Set([...logs.map((log) => log.blockHeight), filter.to])].sort((a, b) => a - b)
  const blocks = await getBlocks(rpc, heights)
  if (blocks.at(-1)!.hash !== tip!.hash) throw new LedgerMovedError({ height: filter.to })
  const hashes = new Map(blocks.map((block) => [block.height, block.hash]))
  for (const { blockHeight, blockHash } of logs) {
    if (blockHeight < filter.from || hashes.get(blockHeight) !== blockHash) {
      throw new LedgerMovedError({ height: blockHeight })
    }
  }
  return { logs, blocks }
}
