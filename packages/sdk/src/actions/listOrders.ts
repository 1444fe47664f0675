import type { OrderViewJson } from '@cinnabar/api-schema'
import type { Address, StateName } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { walkPages } from '../page.ts'
import { decodeOrder, type OrderView } from '../wire/order.ts'

/** Orders, the latest funded first. */
export function listOrders(
  client: Client,
  {
    signal,
    ...query
  }: {
    /** In any role. */
    account?: Address | undefined
    state?: StateName | undefined
    /** The platform's own number; needs a session. */
    reference?: string | undefined
    /** Orders asked for at a time, at most 100. */
    limit?: number | undefined
    signal?: AbortSignal | undefined
  } = {},
): AsyncGenerator<OrderView, void, undefined> {
  return walkPages<OrderViewJson, OrderView>(client, { path: '/orders', query, signal, decode: decodeOrder })
}
