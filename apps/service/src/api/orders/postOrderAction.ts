import type { ActionJson, ToSign } from '@cinnabar/api-schema'
import { type Hex, type ProtocolDomain, toTypedData } from '@cinnabar/protocol'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import type { WireFields } from '../actions/fields.ts'
import { fromRefusal } from '../actions/refusalProblem.ts'
import { writeSentence } from '../actions/sentences.ts'
import type { Origin, Submission } from '../actions/submit.ts'
import type { EscrowReader } from '../ledger/escrow.ts'
import type { Permit2 } from '../ledger/permit2.ts'
import type { Simulate } from '../ledger/simulate.ts'
import type { Tokens } from '../ledger/tokens.ts'
import type { OrderBook } from './orderBook.ts'
import { ORDER_ACTIONS, type SignedOrderAction } from './orderActions.ts'
import { prepareOrderAction } from './prepareOrderAction.ts'

/** What the order actions need; made once by createApi. */
export type OrderDesk = {
  readonly domain: ProtocolDomain
  readonly clock: { now(): Promise<number> | number }
  readonly escrow: EscrowReader
  readonly tokens: Tokens
  readonly permit2: Permit2
  readonly book: OrderBook
  readonly simulate: Simulate
  readonly submission: Submission
}

/** An unsigned action is answered with what to sign, a signed one is taken in. */
export type PostAnswer = { readonly toSign: ToSign } | { readonly action: ActionJson }

/** The way of every action on an order that has a type of its own. */
export async function postOrderAction(
  desk: OrderDesk,
  name: SignedOrderAction,
  id: Hex,
  {
    chainId,
    signature,
    ...asked
  }: WireFields & { chainId?: number | undefined; signature?: Hex | undefined },
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, escrow, simulate, submission } = desk
  checkChain(chainId, domain.chainId)
  const [order, now] = await Promise.all([
    name === 'revoke' ? desk.book.loadKnown(id) : desk.book.loadOrder(id),
    desk.clock.now(),
  ])
  const { type, fields } = ORDER_ACTIONS[name]
  const prepared = prepareOrderAction(name, order, asked, { domain, now })
  const { digest, signer } = prepared
  if (signature !== undefined) {
    const known = await submission.findAccepted(digest)
    if (known) return { action: known }
    checkUntil(prepared.until, now)
    await checkSignature(escrow, { digest, signer, signature })
    const call = { id: digest, kind: name, order: id, account: signer, to: domain.verifyingContract }
    const data = prepared.encodeCall(signature)
    return { action: await submission.submit({ ...call, data, ...(fields && { fields }) }, origin) }
  }
  checkUntil(prepared.until, now)
  const trial = { to: domain.verifyingContract, data: prepared.encodeCall('0x'), from: signer }
  const refusal = await simulate(trial)
  if (refusal) throw fromRefusal(refusal, fields)
  const token = await desk.tokens.getToken(order.terms.token, 'id')
  return {
    toSign: {
      digest,
      typedData: toTypedData(type, prepared.message as never, domain),
      sentence: writeSentence(type, prepared.message, { token, terms: order.terms }),
      fields: prepared.fields,
    },
  }
}
