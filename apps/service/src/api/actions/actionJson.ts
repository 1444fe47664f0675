import type { ActionJson, ActionKind } from '@cinnabar/api-schema'
import type { ActionRow } from '../../store/actions.ts'
import type { OfferRow } from '../../store/offers.ts'
import { formatDate } from './instants.ts'

/** An action as the API tells it. */
export function toActionJson(row: ActionRow): ActionJson {
  return {
    id: row.id,
    kind: row.kind as ActionKind,
    order: row.orderId,
    account: row.account,
    status: row.status,
    transactionHash: row.transactionHash,
    error: row.errorCode === null ? null : { code: row.errorCode, detail: describeError(row) },
    createdAt: formatDate(row.createdAt),
    recordedAt: row.recordedAt && formatDate(row.recordedAt),
  }
}

/** One side of a settlement: prepared until the other side signs, then as far as the action of both. */
export function toOfferJson(offer: OfferRow, carrier: ActionRow | undefined): ActionJson {
  const { id, orderId, account, createdAt } = offer
  const own = { id, kind: 'settle' as const, order: orderId, account, createdAt: formatDate(createdAt) }
  if (!carrier) return { ...own, status: 'prepared', transactionHash: null, error: null, recordedAt: null }
  return { ...toActionJson(carrier), ...own, carriedBy: carrier.id }
}

function describeError({ errorCode, errorDetail }: ActionRow): string {
  const fields = Object.entries(errorDetail ?? {}).map(([name, value]) => `${name}: ${String(value)}`)
  return `${errorCode}(${fields.join(', ')})`
}
