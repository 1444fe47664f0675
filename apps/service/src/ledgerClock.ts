import { type Rpc, takeResult } from '@cinnabar/ledger'
import type { Hex, UnixSeconds } from '@cinnabar/protocol'

/**
 * The instant that the ledger's next block would have: what decides whether a deadline has passed. On an idle
 * ledger the latest block is old; the pending one is not.
 */
export async function readLedgerClock(rpc: Rpc): Promise<UnixSeconds> {
  const answers = await rpc.batch<{ timestamp: Hex } | null>(
    ['latest', 'pending'].map((tag) => ({ method: 'eth_getBlockByNumber', params: [tag, false] })),
  )
  const latest = takeResult(answers[0]!)
  const pending = answers[1] && 'result' in answers[1] ? answers[1].result : null
  return Math.max(Number(latest?.timestamp ?? 0), Number(pending?.timestamp ?? 0))
}
