import {
  ACTION_TYPES,
  ACTS,
  PARTIES,
  type ActionMessage,
  type Address,
  describeOrder,
  type Hex,
  hashAction,
  type OrderDescription,
  type Party,
  type ProtocolDomain,
  parseFields,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { decodeMessage, encodeMessage, type WireFields } from '../actions/fields.ts'
import { formatInstant } from '../actions/instants.ts'
import { refuseField } from '../http/problemError.ts'
import type { LoadedOrder } from './orderBook.ts'
import { ORDER_ACTIONS, type SignedOrderAction } from './orderActions.ts'

/** An action on an order, ready to be signed. */
export type PreparedAction = {
  readonly message: ActionMessage
  readonly digest: Hex
  readonly signer: Address
  readonly until: UnixSeconds
  /** The body to post back with the signature. */
  readonly fields: Record<string, unknown>
  /** The contract's call with a signature, which may be empty to try the call as the signer. */
  readonly encodeCall: (signature: Hex) => Hex
}

/** How long a consent counts when nobody says. */
export const CONSENT_SECONDS = 3600

/** Builds what is signed for an action from what was asked and from how the order stands. */
export function prepareOrderAction(
  name: SignedOrderAction,
  order: LoadedOrder,
  body: WireFields,
  { domain, now }: { domain: ProtocolDomain; now: UnixSeconds },
): PreparedAction {
  const { type, defaults } = ORDER_ACTIONS[name]
  const description = describeOrder(order.terms, order.status, now)
  const signer = (body.signer as Address | undefined) ?? findOnlySigner(name, order, description)
  const message = decodeMessage(type, {
    state: description.state,
    until: formatInstant(now + CONSENT_SECONDS),
    ...defaults?.(order),
    ...body,
    order: order.id,
  })
  const { until } = message as { until: number }
  const middle = parseFields(ACTION_TYPES[type])
    .map(({ name }) => name)
    .filter((field) => field !== 'order' && field !== 'until')
    .map((field) => (message as Record<string, unknown>)[field])
  return {
    message,
    digest: hashAction(type, message as never, domain),
    signer,
    until,
    fields: { signer, ...encodeMessage(type, message) },
    encodeCall: (signature) =>
      encodeFunctionData({
        abi: escrowAbi as Abi,
        functionName: name,
        args: [order.terms, ...middle, { signer, until, signature }],
      }),
  }
}

/** The one account that may do it: now, or, so that the ledger can say why not, in another state. */
function findOnlySigner(name: SignedOrderAction, order: LoadedOrder, { parties }: OrderDescription): Address {
  const able = PARTIES.filter((party) => parties[party]?.acts.some(({ action }) => action === name))
  const ever = PARTIES.filter((party) => parties[party] && mayEver(party, name))
  const candidates = able.length > 0 ? able : ever
  const accounts = new Set(candidates.map((party) => parties[party]!.account))
  if (accounts.size === 1) return parties[candidates[0]!]!.account
  if (able.length === 0 && name !== 'revoke') {
    throw refuseField('state', 'ACTION_NOT_POSSIBLE', `nobody can ${name} order ${order.id} now`)
  }
  const who = name === 'revoke' ? 'seller, buyer or payer' : candidates.join(' or ')
  throw refuseField('signer', 'FIELD_MISSING', `it may be the ${who}`, `say who signs: the ${who}`)
}

function mayEver(party: Party, name: SignedOrderAction): boolean {
  return ACTS.some(({ action, by }) => action === name && by.includes(party))
}
