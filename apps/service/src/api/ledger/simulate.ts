import type { Address, Hex } from '@cinnabar/protocol'
import { type Rpc, RpcError } from '@cinnabar/ledger'
import { decodeRefusal, type Refusal } from './refusal.ts'

/** Answers why the ledger would refuse a call in its present state; undefined when it would not. */
export type Simulate = (call: {
  to: Address
  data: Hex
  from?: Address | undefined
}) => Promise<Refusal | undefined>

/**
 * Tries the exact call of an action before anything is stored.
 *
 * @param relayer - Calls as it unless told: it is never a party, since a caller needs no signature of its own. For
 * the same reason a call that is not signed yet can be tried as its signer.
 */
export function createSimulation({ rpc, relayer }: { rpc: Rpc; relayer: Address }): Simulate {
  return async ({ to, data, from = relayer }) => {
    try {
      await rpc.request<Hex>('eth_call', [{ from, to, data }, 'pending'])
      return undefined
    } catch (error) {
      if (error instanceof RpcError && (error.revertData !== undefined || /revert/i.test(error.message))) {
        return decodeRefusal(error.revertData, error.message)
      }
      throw error
    }
  }
}
