import { createRpc, takeResult } from '@cinnabar/ledger'
import type { Canaries } from './canary.ts'
import { type Finding, scanText } from './scanBytes.ts'

type Block = { readonly transactions: readonly { readonly hash: string }[] }
type Receipt = { readonly transactionHash: string }

/**
 * Looks through everything that a ledger tells: every block, every transaction with its calldata, and every receipt
 * with its logs.
 */
export async function scanLedger(url: string, canaries: Canaries): Promise<Finding[]> {
  const rpc = createRpc({ urls: [url], timeoutMs: 30_000 })
  const head = Number(await rpc.request<string>('eth_blockNumber'))
  const findings: Finding[] = []
  const look = (source: string, value: unknown) =>
    findings.push(...scanText(source, JSON.stringify(value), canaries))
  for (let number = 0; number <= head; number += 1) {
    const height = `0x${number.toString(16)}`
    const [block, receipts] = await rpc.batch([
      { method: 'eth_getBlockByNumber', params: [height, true] },
      { method: 'eth_getBlockReceipts', params: [height] },
    ])
    const { transactions, ...header } = takeResult(block!) as Block
    look(`block ${number}`, header)
    for (const transaction of transactions)
      look(`block ${number}, transaction ${transaction.hash}`, transaction)
    for (const receipt of takeResult(receipts!) as Receipt[]) {
      look(`block ${number}, receipt of ${receipt.transactionHash}`, receipt)
    }
  }
  return findings
}
