import {
  type Address,
  decodeTerms,
  type EndingName,
  type EventName,
  type Hex,
  isZeroAddress,
  type OrderJson,
  payerOf,
  type StateName,
  ZERO_HASH,
} from '@cinnabar/protocol'
import type { EventRow } from '../store/events.ts'
import type { OrderRow } from '../store/orders.ts'

/** Thrown when an order's events do not follow from one another: the log is not complete. */
export class HistoryError extends Error {
  readonly code = 'HISTORY_BROKEN'
  readonly retryable = false
  readonly orderId: Hex
  constructor({ orderId, name }: { orderId: Hex; name: string }) {
    super(`order ${orderId}: ${name} without OrderFunded before it`)
    this.name = 'HistoryError'
    this.orderId = orderId
  }
}

type Args = Record<string, unknown>
type Change = (order: OrderRow, args: Args, event: EventRow) => Partial<OrderRow>

const clock = (args: Args) => ({ deadlineAt: Number(args.deadline) })
const enter =
  (state: StateName): Change =>
  (_order, args) => ({ state, extended: false, ...clock(args) })

/** What each event says of its order: nothing is computed that it does not say. */
const CHANGES: Readonly<Partial<Record<EventName, Change>>> = {
  OrderAccepted: enter('Accepted'),
  OrderInspected: (order, args, event) => ({
    ...enter('Inspected')(order, args, event),
    inspection: args.record as Hex,
  }),
  OrderApproved: enter('Approved'),
  OrderShipped: (order, args, event) => ({
    ...enter('Shipped')(order, args, event),
    shipped: true,
    handed: order.attestor === null,
  }),
  OrderDelivered: (order, args, event) => ({ ...enter('Delivered')(order, args, event), handed: true }),
  OrderHanded: (_order, args) => ({ handed: true, ...clock(args) }),
  OrderDisputed: enter('Disputed'),
  OrderEscalated: (order, args, event) => ({
    ...enter('Escalated')(order, args, event),
    escalatedByBuyer: args.by === order.buyer,
  }),
  OrderBackup: enter('Backup'),
  OrderExtended: (_order, args) => ({ extended: true, ...clock(args) }),
  OrderClaimed: (_order, args) => ({ claimed: BigInt(args.total as string), ...clock(args) }),
  OrderDrawn: (_order, args) => ({ drawn: BigInt(args.total as string) }),
  OrderSettled: (_order, args, event) => ({
    state: 'Settled',
    extended: false,
    ending: args.ending as EndingName,
    sellerGross: BigInt(args.sellerGross as string),
    fee: BigInt(args.fee as string),
    bondPaid: BigInt(args.bondPaid as string),
    reimbursed: BigInt(args.reimbursed as string),
    settledAt: event.timestamp,
  }),
  OrderRefunded: (order, args) => ({ refunded: order.refunded + BigInt(args.amount as string) }),
}

/**
 * An order's row after an event.
 *
 * @param order - The row before; nothing before `OrderFunded`.
 * @returns Nothing for an order that was revoked instead of funded.
 * @throws HistoryError
 */
export function foldOrder(order: OrderRow | undefined, event: EventRow): OrderRow | undefined {
  if (event.name === 'OrderFunded') return openOrder(event)
  if (!order) {
    // What was revoked counts as settled, and a seller may give money back in any state.
    if (isRevocation(event) || event.name === 'OrderRefunded') return undefined
    throw new HistoryError({ orderId: event.orderId!, name: event.name })
  }
  const change = CHANGES[event.name]
  if (!change) throw new HistoryError({ orderId: event.orderId!, name: event.name })
  return {
    ...order,
    ...change(order, event.args, event),
    sequence: order.sequence + 1,
    updatedBlock: event.blockNumber,
    updatedAt: event.timestamp,
  }
}

/** Whether the event says that an order will never be funded. */
export function isRevocation(event: EventRow): boolean {
  return event.name === 'OrderSettled' && event.args.ending === 'Revoked'
}

function openOrder(event: EventRow): OrderRow {
  const json = event.args.terms as OrderJson
  const terms = decodeTerms(json)
  return {
    id: event.orderId!,
    terms: json,
    buyer: terms.buyer,
    payer: payerOf(terms),
    seller: terms.seller,
    token: terms.token,
    platform: named(terms.platform),
    arbiter: named(terms.arbiter),
    backupArbiter: named(terms.backupArbiter),
    attestor: named(terms.attestor),
    link: terms.link === ZERO_HASH ? null : terms.link,
    state: event.args.state as StateName,
    shipped: false,
    handed: false,
    extended: false,
    escalatedByBuyer: false,
    deadlineAt: Number(event.args.deadline),
    drawn: 0n,
    claimed: 0n,
    inspection: null,
    ending: null,
    sellerGross: null,
    fee: null,
    bondPaid: null,
    reimbursed: null,
    refunded: 0n,
    fromBalance: event.args.fromBalance as boolean,
    sequence: 1,
    fundedBlock: event.blockNumber,
    fundedLog: event.logIndex,
    fundedAt: event.timestamp,
    updatedBlock: event.blockNumber,
    updatedAt: event.timestamp,
    settledAt: null,
  }
}

function named(account: Address): Address | null {
  return isZeroAddress(account) ? null : account
}
