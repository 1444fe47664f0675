import { type Rpc, takeResult } from '@cinnabar/ledger'
import type { Hex } from '@cinnabar/protocol'

/** How transactions are made on a network. */
export type RelayProfile = {
  /** `free`: gas costs nothing. `market`: what the network asks at present. */
  readonly fees: 'free' | 'market'
  /** Gas of every transaction, or `estimate`: each call is simulated first, and refused calls are not sent. */
  readonly gas: number | 'estimate'
  /** Blocks on top after which an outcome is final; zero: at once. */
  readonly confirmations: number
  /** How often receipts are looked for while something is under way. */
  readonly pollMs: number
  /** After which an unanswered transaction is sent again. */
  readonly resendMs: number
}

/** Blocks are durable before they are shown, and two hundred and fifty such calls fill one. */
export const EMBEDDED_PROFILE: RelayProfile = {
  fees: 'free',
  gas: 1_200_000,
  confirmations: 0,
  pollMs: 50,
  resendMs: 2_000,
}

export const PUBLIC_PROFILE: RelayProfile = {
  fees: 'market',
  gas: 'estimate',
  confirmations: 32,
  pollMs: 1_000,
  resendMs: 15_000,
}

export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }

/** What a transaction offers now: twice the present price at most, so that it lives through rising fees. */
export async function readFees(rpc: Rpc, { fees }: RelayProfile): Promise<Fees> {
  if (fees === 'free') return { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }
  const [price, tip] = await rpc.batch<Hex>([
    { method: 'eth_gasPrice', params: [] },
    { method: 'eth_maxPriorityFeePerGas', params: [] },
  ])
  const maxPriorityFeePerGas = BigInt(takeResult(tip!))
  const maxFeePerGas = 2n * BigInt(takeResult(price!))
  return {
    maxFeePerGas: maxFeePerGas > maxPriorityFeePerGas ? maxFeePerGas : maxPriorityFeePerGas,
    maxPriorityFeePerGas,
  }
}
