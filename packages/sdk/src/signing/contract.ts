import type { Address } from '@cinnabar/protocol'
import { getNetwork } from '../actions/getNetwork.ts'
import type { Client } from '../client.ts'

/** Thrown where a contract around the escrow is needed that the network of the service does not have. */
export class ContractMissingError extends Error {
  readonly code = 'CONTRACT_MISSING'
  readonly retryable = false
  readonly contract: string
  constructor({ contract }: { contract: string }) {
    super(`the network of this service has no ${contract}`)
    this.name = 'ContractMissingError'
    this.contract = contract
  }
}

/** Where a contract around the escrow is, as the service said first. Throws ContractMissingError. */
export async function getContract(
  client: Client,
  contract: 'keyRegistry' | 'checkpointLog' | 'orderLens' | 'passkeyAccountFactory',
  signal?: AbortSignal,
): Promise<Address> {
  const { contracts } = await getNetwork(client, { signal, cached: true })
  const address = contracts[contract]
  if (!address) throw new ContractMissingError({ contract })
  return address
}
