import type { OrderViewJson } from '@cinnabar/api-schema'
import { type Hex, orderId } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { decodeOrder, type OrderView } from '../wire/order.ts'

/**
 * An order as it stands now. Its id is recomputed from its terms, so that the terms are those that were signed.
 *
 * @throws ApiError with ORDER_NOT_FOUND; ServiceMismatchError if the terms are another order's.
 */
export async function getOrder(
  client: Client,
  { id, signal }: { id: Hex; signal?: AbortSignal | undefined },
): Promise<OrderView> {
  const [json, domain] = await Promise.all([
    request<OrderViewJson>(client, { path: `/orders/${id}`, signal }),
    getDomain(client, signal),
  ])
  const order = decodeOrder(json)
  const actual = orderId(order.terms, domain)
  if (actual !== id.toLowerCase())
    throw new ServiceMismatchError({ field: 'id', asked: id, answered: actual })
  return order
}
