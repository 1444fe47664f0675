import { API_VERSION, type EventJson, eventType } from '@cinnabar/api-schema'
import { type EventRow, eventId } from '../../store/events.ts'
import { formatInstant } from '../actions/instants.ts'

/** Fields of events that are instants: RFC 3339 here, as everywhere outside signed terms. */
const INSTANTS = new Set(['deadline', 'until'])

/** An event in the one envelope that SSE, lists and webhooks share. */
export function toEventJson(row: EventRow): EventJson {
  const args = Object.entries(row.args).map(([name, value]) => [
    name,
    INSTANTS.has(name) ? formatInstant(Number(value)) : value,
  ])
  return {
    id: eventId(row),
    type: eventType(row.name),
    orderSequence: row.orderSequence,
    createdAt: formatInstant(row.timestamp),
    apiVersion: API_VERSION,
    data: {
      ...Object.fromEntries(args),
      transactionHash: row.transactionHash,
      blockNumber: row.blockNumber,
    },
  }
}
