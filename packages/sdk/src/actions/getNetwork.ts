import type { NetworkJson } from '@cinnabar/api-schema'
import type { Address, Hex, UnixSeconds } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { parseInstant } from '../wire/instant.ts'

/** Which ledger the service serves. */
export type Network = {
  readonly name: string
  readonly chainId: number
  readonly genesis: Hex
  readonly escrow: Address
  /** The escrow and the contracts around it, as far as they are there. */
  readonly contracts: NetworkJson['contracts']
  /** A ledger whose clock can be advanced. */
  readonly isDemo: boolean
  /** The ledger's clock when it was asked. */
  readonly now: UnixSeconds
  readonly apiVersion: string
}

/**
 * The network of the service.
 *
 * @param parameters.cached - The first answer will do; its `now` is old then.
 */
export async function getNetwork(
  client: Client,
  { signal, cached = false }: { signal?: AbortSignal | undefined; cached?: boolean } = {},
): Promise<Network> {
  const json = await (cached
    ? readCached(client)
    : request<NetworkJson>(client, { path: '/network', signal }))
  signal?.throwIfAborted()
  return {
    name: json.name,
    chainId: json.chainId,
    genesis: json.genesis,
    escrow: json.contracts.escrow,
    contracts: json.contracts,
    isDemo: json.isDemo,
    now: parseInstant(json.now),
    apiVersion: json.apiVersion,
  }
}

/** One request serves all who ask at once; a failed one is forgotten. */
function readCached({ memory, ...client }: Client): Promise<NetworkJson> {
  memory.network ??= request<NetworkJson>({ ...client, memory }, { path: '/network' }).catch((error) => {
    memory.network = undefined
    throw error
  })
  return memory.network
}
