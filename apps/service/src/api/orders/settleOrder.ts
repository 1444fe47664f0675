import type { ActionJson } from '@cinnabar/api-schema'
import {
  type Address,
  describeOrder,
  type Hex,
  hashAction,
  isSameAddress,
  paidIn,
  State,
  STATE_NAMES,
  toTypedData,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { findAction } from '../../store/actions.ts'
import type { Db } from '../../store/database.ts'
import {
  assignOffers,
  findOffer,
  insertOffer,
  listMatchingOffers,
  lockOrder,
  type NewOffer,
  type OfferRow,
} from '../../store/offers.ts'
import { toOfferJson } from '../actions/actionJson.ts'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { decodeMessage, encodeMessage, type WireFields } from '../actions/fields.ts'
import { formatInstant } from '../actions/instants.ts'
import { writeSentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { refuseField } from '../http/problemError.ts'
import { randomNonce } from './orderActions.ts'
import type { LoadedOrder } from './orderBook.ts'
import type { OrderDesk, PostAnswer } from './postOrderAction.ts'

/** How long an offer stands when nobody says. */
const OFFER_SECONDS = 86_400

type SettleBody = WireFields & {
  signer?: Address | undefined
  chainId?: number | undefined
  signature?: Hex | undefined
}

/** One side of a settlement: kept until the other side signs the same total and state, then both are sent as one. */
export async function postSettle(
  desk: OrderDesk & { db: Db },
  id: Hex,
  { chainId, signature, ...asked }: SettleBody,
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, db } = desk
  checkChain(chainId, domain.chainId)
  const [order, now] = await Promise.all([desk.book.loadOrder(id), desk.clock.now()])
  const signer = asked.signer
  if (!signer)
    throw refuseField('signer', 'FIELD_MISSING', 'it may be the buyer or the seller', 'say who signs')
  const message = decodeMessage('Settle', {
    state: describeOrder(order.terms, order.status, now).state,
    until: formatInstant(now + OFFER_SECONDS),
    nonce: randomNonce(),
    ...asked,
    order: id,
  })
  const digest = hashAction('Settle', message, domain)
  if (signature === undefined) {
    await checkOffer(desk, order, message, signer, now)
    const token = await desk.tokens.getToken(order.terms.token, 'id')
    return {
      toSign: {
        digest,
        typedData: toTypedData('Settle', message, domain),
        sentence: writeSentence('Settle', message, { token, terms: order.terms }),
        fields: { signer, ...encodeMessage('Settle', message) },
      },
    }
  }
  const known = await findSettlement(db, digest)
  if (known) return { action: known }
  const side = await checkOffer(desk, order, message, signer, now)
  await checkSignature(desk.escrow, { digest, signer, signature })
  const offer = {
    id: digest,
    tenantId: origin.tenantId,
    orderId: id,
    side,
    account: signer,
    state: STATE_NAMES[message.state]!,
    sellerTotal: message.sellerTotal,
    nonce: message.nonce,
    until: new Date(message.until * 1000),
    signature,
    requestId: origin.requestId,
  } satisfies NewOffer
  return { action: await joinOffers(desk, order, offer, now, origin) }
}

/** What a digest of a settlement stands for. */
export async function findSettlement(db: Db, id: Hex): Promise<ActionJson | undefined> {
  const offer = await findOffer(db, id)
  if (!offer) return undefined
  return toOfferJson(offer, offer.actionId ? await findAction(db, offer.actionId) : undefined)
}

async function checkOffer(
  desk: OrderDesk,
  { id, terms, status }: LoadedOrder,
  message: { state: number; sellerTotal: bigint; nonce: bigint; until: number },
  signer: Address,
  now: number,
): Promise<'buyer' | 'seller'> {
  const side = isSameAddress(signer, terms.buyer)
    ? 'buyer'
    : isSameAddress(signer, terms.seller)
      ? 'seller'
      : undefined
  if (!side) throw refuseField('signer', 'NOT_AUTHORIZED', `${signer} is neither buyer nor seller`)
  const { state } = describeOrder(terms, status, now)
  if (State[state] !== message.state) {
    throw refuseField('state', 'STATE_MISMATCH', `order ${id} is ${state}, not ${STATE_NAMES[message.state]}`)
  }
  if (state === 'Settled') throw refuseField('state', 'ACTION_NOT_POSSIBLE', 'the order has ended')
  if (message.sellerTotal > paidIn(terms)) {
    throw refuseField('sellerTotal', 'AMOUNT_OUT_OF_RANGE', `at most ${paidIn(terms)} was paid in`)
  }
  checkUntil(message.until, now)
  if (await desk.escrow.readNonceUsed(signer, message.nonce)) {
    throw refuseField('nonce', 'NONCE_USED', `${signer} used nonce ${message.nonce} already`)
  }
  return side
}

async function joinOffers(
  desk: OrderDesk & { db: Db },
  order: LoadedOrder,
  offer: NewOffer & Pick<OfferRow, 'side' | 'state'>,
  now: number,
  origin: Origin,
): Promise<ActionJson> {
  const { db, domain, submission } = desk
  const { orderId, state, sellerTotal } = offer
  const side = offer.side === 'buyer' ? 'seller' : 'buyer'
  await db.transaction(async (tx) => {
    await lockOrder(tx, orderId)
    await insertOffer(tx, offer)
    for (const other of await listMatchingOffers(tx, { orderId, side, state, sellerTotal, now })) {
      const data = encodeSettle(order, offer.side === 'buyer' ? [offer, other] : [other, offer])
      const call = { to: domain.verifyingContract, data }
      // The other side's offer may have been taken back: then this one waits on.
      if (await desk.simulate(call)) continue
      const carrier = {
        id: offer.id,
        kind: 'settle' as const,
        order: orderId,
        account: offer.account,
        ...call,
      }
      await submission.insert(tx, carrier, origin)
      await assignOffers(tx, { ids: [offer.id, other.id], actionId: offer.id })
      return
    }
  })
  submission.wake()
  return (await findSettlement(db, offer.id))!
}

function encodeSettle({ terms }: LoadedOrder, [buyer, seller]: [NewOffer, NewOffer]): Hex {
  const toOffer = ({ nonce, account, until, signature }: NewOffer) => ({
    nonce,
    consent: { signer: account, until: Math.floor(until.getTime() / 1000), signature },
  })
  const args = [terms, State[buyer.state], buyer.sellerTotal, toOffer(buyer), toOffer(seller)]
  return encodeFunctionData({ abi: escrowAbi as Abi, functionName: 'settle', args })
}
