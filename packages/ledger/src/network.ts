import type { Hex } from '@cinnabar/protocol'
import type { RawObject } from './formats.ts'
import { decodeBlock } from './formats.ts'
import { type Rpc, takeResult } from './rpc.ts'

/** Another network answers than the one that was meant. */
export class WrongNetworkError extends Error {
  readonly code = 'WRONG_NETWORK'
  readonly retryable = false
  readonly expected: NetworkIdentity
  readonly actual: NetworkIdentity
  constructor({ expected, actual }: { expected: NetworkIdentity; actual: NetworkIdentity }) {
    super(
      `Another network answers: expected ${name(expected)}, found ${name(actual)}. Nothing was sent to it.`,
    )
    this.name = 'WrongNetworkError'
    this.expected = expected
    this.actual = actual
  }
}

/** What tells a network from every other. */
export interface NetworkIdentity {
  chainId: number
  genesisHash: Hex
}

/** Reads what network answers. */
export async function getNetworkIdentity(rpc: Rpc): Promise<NetworkIdentity> {
  const [chainId, genesis] = await rpc.batch<unknown>([
    { method: 'eth_chainId', params: [] },
    { method: 'eth_getBlockByNumber', params: ['0x0', false] },
  ])
  return {
    chainId: Number(takeResult(chainId!)),
    genesisHash: decodeBlock(takeResult(genesis!) as RawObject).hash,
  }
}

/** @throws WrongNetworkError naming both, unless the right network answers. */
export async function requireNetwork(rpc: Rpc, expected: NetworkIdentity): Promise<void> {
  const actual = await getNetworkIdentity(rpc)
  if (actual.chainId === expected.chainId && actual.genesisHash === expected.genesisHash) return
  throw new WrongNetworkError({ expected, actual })
}

const name = ({ chainId, genesisHash }: NetworkIdentity) => `chain ${chainId} with genesis ${genesisHash}`
