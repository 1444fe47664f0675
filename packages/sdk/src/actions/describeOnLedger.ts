import type { LensAnswerJson } from '@cinnabar/api-schema'
import { createRpc } from '@cinnabar/ledger'
import { type Address, type Hex, type Order, orderId } from '@cinnabar/protocol'
import { orderLensAbi } from '@cinnabar/protocol/generated/orderLensAbi'
import { encodeFunctionData } from 'viem'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getContract } from '../signing/contract.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { decodeLedgerDescription, type LedgerDescription } from '../wire/ledgerDescription.ts'
import { getOrder } from './getOrder.ts'

/**
 * What the contract `OrderLens` says of an order now, by one `eth_call`: what `describeOrder` says, by the ledger
 * itself.
 *
 * @param parameters.rpcUrl - A ledger to ask oneself; left out, the service asks its own.
 * @param parameters.terms - With `rpcUrl`, the terms, so that the service is not asked for them.
 * @param parameters.lens - With `rpcUrl`, the contract, for who does not take the service's word.
 * @throws ServiceMismatchError when the answer is about another order; ContractMissingError; with `rpcUrl` RpcError
 * and LedgerUnreachableError of `@cinnabar/ledger`.
 * @see docs/specs/lens.md
 */
export async function describeOnLedger(
  client: Client,
  parameters: {
    readonly id: Hex
    readonly rpcUrl?: string | undefined
    readonly terms?: Order | undefined
    readonly lens?: Address | undefined
    readonly signal?: AbortSignal | undefined
  },
): Promise<LedgerDescription> {
  const { id, rpcUrl, signal } = parameters
  const data =
    rpcUrl === undefined
      ? (await request<LensAnswerJson>(client, { path: `/orders/${id}/lens`, signal })).data
      : await askLedger(client, { ...parameters, rpcUrl })
  const description = decodeLedgerDescription(data as Hex)
  if (description.id !== id.toLowerCase()) {
    throw new ServiceMismatchError({ field: 'id', asked: id, answered: description.id })
  }
  return description
}

async function askLedger(
  client: Client,
  { id, rpcUrl, signal, ...given }: Parameters<typeof describeOnLedger>[1] & { readonly rpcUrl: string },
): Promise<Hex> {
  const [terms, lens, domain] = await Promise.all([
    given.terms ?? getOrder(client, { id, signal }).then((order) => order.terms),
    given.lens ?? getContract(client, 'orderLens', signal),
    getDomain(client, signal),
  ])
  const actual = orderId(terms, domain)
  if (actual !== id.toLowerCase())
    throw new ServiceMismatchError({ field: 'terms', asked: id, answered: actual })
  const rpc = createRpc({ urls: [rpcUrl], timeoutMs: client.timeoutMs })
  const data = encodeFunctionData({ abi: orderLensAbi, functionName: 'describe', args: [terms] })
  const answer = await rpc.request<Hex>('eth_call', [{ to: lens, data }, 'pending'])
  signal?.throwIfAborted()
  return answer
}
