import type { Address, Hex } from '@cinnabar/protocol'
import { keccak256 } from '@cinnabar/protocol'
import type { Abi, ContractFunctionArgs, ContractFunctionName, ContractFunctionReturnType } from 'viem'
import { readContract, type SimulatedCall, simulateCall } from './call.ts'
import {
  decodeBlock,
  decodeReceipt,
  decodeTransaction,
  encodeQuantity,
  type LedgerBlock,
  type LedgerReceipt,
  type LedgerTransaction,
  type RawObject,
} from './formats.ts'
import { getBlocks, getLogs, type LogFilter, type LogRange } from './logs.ts'
import { requireNetwork } from './network.ts'
import { findFinalHeight, type LedgerProfile } from './profile.ts'
import { createRpc, type Rpc, RpcError, takeResult } from './rpc.ts'
import { classifyRefusal, isAlreadyKnown, TransactionNotSentError } from './sendError.ts'

/** A receipt did not come in time. The transaction may still be recorded later. */
export class ReceiptTimeoutError extends Error {
  readonly code = 'RECEIPT_TIMEOUT'
  readonly retryable = true
  readonly hash: Hex
  constructor({ hash, timeoutMs }: { hash: Hex; timeoutMs: number }) {
    super(`Transaction ${hash} was not recorded within ${timeoutMs} ms; it may be later.`)
    this.name = 'ReceiptTimeoutError'
    this.hash = hash
  }
}

/** Something that was asked for by its name is not on the ledger. */
export class NotOnLedgerError extends Error {
  readonly code = 'NOT_ON_LEDGER'
  readonly retryable = true
  constructor({ what }: { what: string }) {
    super(`The ledger has no ${what}.`)
    this.name = 'NotOnLedgerError'
  }
}

/** What of a profile a client needs; the contracts are for those who call them. */
export type ClientProfile = Pick<LedgerProfile, 'chainId' | 'genesisHash' | 'finality'>

/** A ledger, read and written. Every method throws LedgerUnreachableError when nobody answers. */
export interface LedgerClient {
  readonly profile: ClientProfile
  /** For calls that have no method here. */
  readonly rpc: Rpc
  /** @throws WrongNetworkError naming both networks. */
  requireNetwork(): Promise<void>
  getHead(): Promise<LedgerBlock>
  /** The highest block that cannot be taken back; undefined when none is. */
  findFinalBlock(): Promise<LedgerBlock | undefined>
  /** @throws NotOnLedgerError */
  getBlock(height: number): Promise<LedgerBlock>
  /** @throws LedgerMovedError when one is not there. */
  getBlocks(heights: readonly number[]): Promise<LedgerBlock[]>
  /** @throws LedgerMovedError when the chain changed while it was read. */
  getLogs(filter: LogFilter): Promise<LogRange>
  findReceipt(hash: Hex): Promise<LedgerReceipt | undefined>
  /** In the order of the hashes, in one round trip. */
  listReceipts(hashes: readonly Hex[]): Promise<(LedgerReceipt | undefined)[]>
  /** All receipts of a block, in its order. @throws NotOnLedgerError */
  getBlockReceipts(height: number): Promise<LedgerReceipt[]>
  findTransaction(hash: Hex): Promise<LedgerTransaction | undefined>
  /** The next nonce of an account. `pending` counts what waits. */
  getNonce(address: Address, at?: 'latest' | 'pending'): Promise<number>
  /** `0x` when there is no contract. */
  getCode(address: Address): Promise<Hex>
  /** @throws CallRevertedError with the contract's error. */
  call(call: SimulatedCall): Promise<Hex>
  /** Reads a view function. @throws CallRevertedError */
  readContract: BoundReadContract
  /**
   * Sends a signed transaction. One that the ledger has already counts as sent.
   *
   * @returns Its hash.
   * @throws TransactionNotSentError: its `code` says why, `retryable` whether the same bytes may be taken later.
   * @throws LedgerUnreachableError when its fate is not known: look for its receipt before anything else.
   */
  sendRawTransaction(raw: Hex): Promise<Hex>
  /** Waits until a transaction is in a block. @throws ReceiptTimeoutError */
  waitForReceipt(hash: Hex, options?: { timeoutMs?: number; pollMs?: number }): Promise<LedgerReceipt>
}

type BoundReadContract = <
  const abi extends Abi,
  functionName extends ContractFunctionName<abi, 'pure' | 'view'>,
  const args extends ContractFunctionArgs<abi, 'pure' | 'view', functionName>,
>(
  call: Parameters<typeof readContract<abi, functionName, args>>[1],
) => Promise<ContractFunctionReturnType<abi, 'pure' | 'view', functionName, args>>

/** Where the ledger answers: one endpoint, or several of which the first that answers is taken. */
export type LedgerEndpoint = { url: string } | { urls: readonly string[] }

/**
 * Creates a client of a ledger. It connects to nothing until it is asked something.
 *
 * @param options.timeoutMs - For one request to one endpoint; 10 s when left out.
 */
export function createLedgerClient(
  options: LedgerEndpoint & {
    profile: ClientProfile
    fetch?: typeof fetch | undefined
    timeoutMs?: number | undefined
  },
): LedgerClient {
  const { profile, timeoutMs = 10_000 } = options
  const urls = 'urls' in options ? options.urls : [options.url]
  const rpc = createRpc({ urls, timeoutMs, fetch: options.fetch })
  const getHead = async () =>
    decodeBlock(await rpc.request<RawObject>('eth_getBlockByNumber', ['latest', false]))
  const getBlock = async (height: number) => {
    const raw = await rpc.request<RawObject | null>('eth_getBlockByNumber', [encodeQuantity(height), false])
    if (!raw) throw new NotOnLedgerError({ what: `block ${height}` })
    return decodeBlock(raw)
  }
  const findReceipt = async (hash: Hex) => {
    const raw = await rpc.request<RawObject | null>('eth_getTransactionReceipt', [hash])
    return raw ? decodeReceipt(raw) : undefined
  }

  return {
    profile,
    rpc,
    requireNetwork: () => requireNetwork(rpc, profile),
    getHead,
    async findFinalBlock() {
      const head = await getHead()
      const height = findFinalHeight(profile, head.height)
      if (height === undefined) return undefined
      return height === head.height ? head : getBlock(height)
    },
    getBlock,
    getBlocks: (heights) => getBlocks(rpc, heights),
    getLogs: (filter) => getLogs(rpc, filter),
    findReceipt,
    async listReceipts(hashes) {
      const calls = hashes.map((hash) => ({ method: 'eth_getTransactionReceipt', params: [hash] }))
      const answers = await rpc.batch<RawObject | null>(calls)
      return answers.map((answer) => {
        const raw = takeResult(answer)
        return raw ? decodeReceipt(raw) : undefined
      })
    },
    async getBlockReceipts(height) {
      const raws = await rpc.request<RawObject[] | null>('eth_getBlockReceipts', [encodeQuantity(height)])
      if (!raws) throw new NotOnLedgerError({ what: `block ${height}` })
      return raws.map(decodeReceipt)
    },
    async findTransaction(hash) {
      const raw = await rpc.request<RawObject | null>('eth_getTransactionByHash', [hash])
      return raw ? decodeTransaction(raw) : undefined
    },
    async getNonce(address, at = 'latest') {
      return Number(await rpc.request<Hex>('eth_getTransactionCount', [address, at]))
    },
    getCode: (address) => rpc.request<Hex>('eth_getCode', [address, 'latest']),
    call: (call) => simulateCall(rpc, call),
    readContract: (call) => readContract(rpc, call),
    async sendRawTransaction(raw) {
      const hash = keccak256(raw)
      try {
        return await rpc.request<Hex>('eth_sendRawTransaction', [raw])
      } catch (error) {
        if (!(error instanceof RpcError)) throw error
        if (isAlreadyKnown(error)) return hash
        const code = classifyRefusal(error)
        // A used nonce is what is said of a transaction that was sent before and is in a block by now.
        if (code === 'NONCE_TOO_LOW' && (await findReceipt(hash))) return hash
        throw new TransactionNotSentError({ code, hash, cause: error })
      }
    },
    async waitForReceipt(hash, { timeoutMs: waitMs = 60_000, pollMs = 100 } = {}) {
      const until = Date.now() + waitMs
      for (;;) {
        const receipt = await findReceipt(hash)
        if (receipt) return receipt
        if (Date.now() + pollMs > until) throw new ReceiptTimeoutError({ hash, timeoutMs: waitMs })
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
    },
  }
}
