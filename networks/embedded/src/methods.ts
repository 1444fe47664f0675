/** How a method that only reads is passed on to the child. */
export interface ReadMethod {
  /** Position of the block tag among the parameters. */
  tag?: number
  /** Position of the block overrides of a simulated call, whose clock is the one of the next block. */
  simulates?: number
}

/**
 * The methods of the public endpoint. `eth_sendRawTransaction` is the only one beside these, and the only one that
 * changes anything; a method that is not listed does not exist.
 */
export const READ_METHODS: Record<string, ReadMethod> = {
  eth_blockNumber: {},
  eth_call: { tag: 1, simulates: 3 },
  eth_chainId: {},
  eth_estimateGas: { tag: 1, simulates: 3 },
  eth_feeHistory: { tag: 1 },
  eth_getBalance: { tag: 1 },
  eth_getBlockByHash: {},
  eth_getBlockByNumber: { tag: 0 },
  eth_getBlockReceipts: { tag: 0 },
  eth_getCode: { tag: 1 },
  eth_getLogs: {},
  eth_getProof: { tag: 2 },
  eth_getStorageAt: { tag: 2 },
  eth_getTransactionByBlockHashAndIndex: {},
  eth_getTransactionByBlockNumberAndIndex: { tag: 0 },
  eth_getTransactionByHash: {},
  eth_getTransactionCount: { tag: 1 },
  eth_getTransactionReceipt: {},
  net_version: {},
  web3_clientVersion: {},
}

/** Answers that never depend on the chain: transactions cost no fee here. */
export const FIXED_ANSWERS: Record<string, unknown> = {
  eth_gasPrice: '0x0',
  eth_maxPriorityFeePerGas: '0x0',
}

// Every block is durable before it is shown, so the latest is as final as any.
const LATEST_TAGS = new Set<unknown>(['pending', 'safe', 'finalized', 'latest', null, undefined])

/**
 * Rewrites parameters for the child: every tag that means "now" becomes `latest`, and calls see the clock that the
 * next block would have rather than the one of a block that may be hours old.
 *
 * @param nextTimestamp - Unix seconds that a block closed now would carry.
 */
export function rewriteParams(method: string, params: readonly unknown[], nextTimestamp: number): unknown[] {
  const { tag, simulates } = READ_METHODS[method]!
  const rewritten = [...params]
  if (method === 'eth_getLogs') rewritten[0] = rewriteFilter(rewritten[0])
  if (tag === undefined || !LATEST_TAGS.has(rewritten[tag])) return rewritten
  while (rewritten.length < tag) rewritten.push(null)
  rewritten[tag] = 'latest'
  if (simulates === undefined) return rewritten
  while (rewritten.length < simulates) rewritten.push(null)
  const overrides = rewritten[simulates]
  const time = `0x${nextTimestamp.toString(16)}`
  rewritten[simulates] = { time, ...(typeof overrides === 'object' ? overrides : undefined) }
  return rewritten
}

function rewriteFilter(filter: unknown): unknown {
  if (typeof filter !== 'object' || filter === null) return filter
  const rewritten: Record<string, unknown> = { ...filter }
  for (const bound of ['fromBlock', 'toBlock']) {
    if (rewritten[bound] !== undefined && LATEST_TAGS.has(rewritten[bound])) rewritten[bound] = 'latest'
  }
  return rewritten
}
