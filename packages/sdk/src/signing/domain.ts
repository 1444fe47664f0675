import type { ProtocolDomain } from '@cinnabar/protocol'
import { isSameAddress } from '@cinnabar/protocol'
import { getNetwork } from '../actions/getNetwork.ts'
import type { Client } from '../client.ts'
import { ServiceMismatchError } from './mismatch.ts'

/**
 * The chain and contract that signatures are for: the pinned ones, else those that the service named first.
 *
 * @throws ServiceMismatchError if the service serves another network than the pinned one.
 */
export async function getDomain(client: Client, signal?: AbortSignal): Promise<ProtocolDomain> {
  const network = await getNetwork(client, { signal, cached: true })
  const pin = client.network
  if (pin) {
    const expect = (field: string, isRight: boolean, asked: unknown, answered: unknown) => {
      if (!isRight) throw new ServiceMismatchError({ field, asked, answered })
    }
    expect('chainId', network.chainId === pin.chainId, pin.chainId, network.chainId)
    expect('escrow', isSameAddress(network.escrow, pin.escrow), pin.escrow, network.escrow)
    if (pin.genesis) expect('genesis', network.genesis === pin.genesis, pin.genesis, network.genesis)
  }
  return { chainId: network.chainId, verifyingContract: network.escrow }
}
