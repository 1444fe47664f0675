import { hasAttestor, isSameAddress, type Order, PARTIES, type Party } from '@cinnabar/protocol'
import type { CinnabarEvent } from '@cinnabar/sdk'

/** Who made an event: parties of whom it was one (or all, for an agreement), or nobody, since the clock did. */
export type EventActors = readonly Party[] | 'clock'

/** Who can have made an event, as far as its kind and the terms tell. */
const ACTORS: Readonly<Record<string, (terms: Order) => EventActors>> = {
  'order.funded': () => ['payer'],
  'order.accepted': () => ['seller'],
  'order.inspected': (terms) => [hasAttestor(terms) ? 'attestor' : 'seller'],
  'order.approved': () => ['buyer'],
  'order.shipped': (terms) => (hasAttestor(terms) ? ['seller', 'attestor'] : ['seller']),
  'order.delivered': () => ['attestor'],
  'order.handed': () => ['attestor'],
  'order.backup': () => 'clock',
  'order.extended': () => ['buyer'],
  'order.claimed': () => ['seller'],
  'order.drawn': () => ['seller'],
  'order.refunded': () => ['seller'],
}

/** Who made an event. Empty where the ledger does not tell: an ending may be an act or the clock's. */
export function eventActors({ type, data }: Pick<CinnabarEvent, 'type' | 'data'>, terms: Order): EventActors {
  if (data.byDefault === true) return 'clock'
  const { by } = data
  if (typeof by === 'string') {
    const party = PARTIES.find((name) => isSameAddress(terms[name], by as `0x${string}`))
    return party ? [party] : []
  }
  return ACTORS[type]?.(terms) ?? []
}
