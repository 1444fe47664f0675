import type { Hex, UnixSeconds } from '@cinnabar/protocol'
import type { Rpc } from '@cinnabar/ledger'

/** TIMESTAMP; PUSH1 0; MSTORE; PUSH1 32; PUSH1 0; RETURN: answers the time that a call sees. */
const TIMESTAMP_CODE = '0x4260005260206000f3'

/** The time that the next block would have, as the ledger itself says; a block may be hours old. */
export function createLedgerClock({ rpc }: { rpc: Rpc }): { now(): Promise<UnixSeconds> } {
  return {
    async now() {
      const word = await rpc.request<Hex>('eth_call', [{ data: TIMESTAMP_CODE }, 'pending'])
      return Number(BigInt(word))
    },
  }
}
