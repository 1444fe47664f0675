import { detailsRoot, type Hex, hashText, parseMoney } from '@cinnabar/protocol'
import {
  acceptOrder,
  advanceClock,
  ApiError,
  approveOrder,
  cancelOrder,
  claimOrder,
  confirmOrder,
  createQuote,
  createQuotes,
  deliverOrder,
  disputeOrder,
  drawOrder,
  escalateOrder,
  fundOrder,
  getOrder,
  inspectOrder,
  permitAllowance,
  type QuoteOfMany,
  refundOrder,
  rejectOrder,
  revokeOrder,
  ruleOrder,
  setKey,
  settleOrder,
  shipOrder,
  withdraw,
  withdrawBond,
} from '@cinnabar/sdk'
import type { Cast } from './cast.ts'
import { isSealedStep, playSealedStep, sealByDefault, type SealedStep } from './playSealedStep.ts'
import type { Expectation, OrderName, RecordOf, Step } from './story.ts'

/** How long an expected state may take to be seen; the keeper and the indexer work in seconds. */
const PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 100

type OrderStep = Exclude<Extract<Step, { order: OrderName; by: string }>, SealedStep>

/** Plays a step and checks what it led to. @returns The order's state, or the code of the expected refusal. */
export async function playStep(step: Step, cast: Cast): Promise<string> {
  const { token, signal } = cast
  switch (step.act) {
    case 'advance':
      await advanceClock(cast.observer, { seconds: step.seconds, signal })
      return `+${step.seconds} s`
    case 'await':
      return waitForState(step.order, step.expect, cast)
    case 'withdraw':
    case 'withdrawBond': {
      const move = step.act === 'withdraw' ? withdraw : withdrawBond
      const amount = parseMoney(step.amount, token)
      await cast.record(move(cast.clientOf(step.by), { token, amount, signal }))
      // What left the bond lies in the balance; the story's next withdrawal takes it.
      return step.amount
    }
    case 'permit': {
      const amount = parseMoney(step.amount, token)
      await cast.record(permitAllowance(cast.clientOf(step.by), { token, amount, signal }))
      return step.amount
    }
    case 'setKey':
      await cast.record(setKey(cast.clientOf(step.by), { key: cast.sealingKeys[step.by]!.publicKey, signal }))
      cast.published.add(step.by)
      return 'published'
    case 'quote':
      await quote(step.order, step.by, cast)
      return 'quoted'
    case 'quotes':
      await quoteAll(step.orders, step.by, cast)
      return `${step.orders.length} quoted`
    default:
      return isSealedStep(step) ? playSealedStep(step, cast) : playOrderStep(step, cast)
  }
}

async function playOrderStep(step: OrderStep, cast: Cast): Promise<string> {
  if (step.refused === undefined) {
    await act(step, cast)
    return step.expect === undefined
      ? (await look(step.order, cast)).state
      : waitForState(step.order, step.expect, cast)
  }
  const before = await look(step.order, cast)
  const code = await act(step, cast).then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? error.code : Promise.reject(error)),
  )
  if (code !== step.refused) throw new Error(`expected to be refused with ${step.refused}, was ${code}`)
  const after = await look(step.order, cast)
  if (after.state !== before.state)
    throw new Error(`was refused, and yet moved from ${before.state} to ${after.state}`)
  return `refused: ${code}`
}

async function act(step: OrderStep, cast: Cast): Promise<void> {
  const { token, signal } = cast
  const client = cast.clientOf(step.by)
  if (step.act === 'fund') {
    const quote = getQuote(step.order, cast)
    const agreed = step.isRequest ? { terms: quote.terms } : { quote }
    const { id, action } = await fundOrder(client, { ...agreed, funding: step.funding, signal })
    cast.ids.set(step.order, id)
    await cast.record(Promise.resolve(action))
    return sealByDefault(step.order, cast)
  }
  if (step.act === 'revoke') {
    const { order: id } = getQuote(step.order, cast)
    cast.ids.set(step.order, id)
    return cast.record(revokeOrder(client, { id, signal }))
  }
  const order = { id: getId(step.order, cast), signal }
  const money = (text: string) => parseMoney(text, token)
  switch (step.act) {
    case 'accept':
      return cast.record(acceptOrder(client, order))
    case 'inspect':
      return cast.record(inspectOrder(client, { ...order, record: recordOf(step.record, cast) }))
    case 'approve':
      return cast.record(approveOrder(client, order))
    case 'reject':
      return cast.record(rejectOrder(client, { ...order, record: recordOf(step.record, cast) }))
    case 'ship':
      return cast.record(shipOrder(client, { ...order, record: recordOf(step.record, cast) }))
    case 'deliver':
      return cast.record(deliverOrder(client, { ...order, record: recordOf(step.record, cast) }))
    case 'confirm':
      return cast.record(confirmOrder(client, order))
    case 'cancel':
      return cast.record(cancelOrder(client, order))
    case 'dispute':
      return cast.record(disputeOrder(client, { ...order, record: recordOf(step.record, cast) }))
    case 'escalate':
      return cast.record(escalateOrder(client, order))
    case 'rule':
      return cast.record(ruleOrder(client, { ...order, sellerGross: money(step.sellerGross) }))
    case 'settle':
      await settleOrder(client, { ...order, sellerTotal: money(step.sellerTotal) })
      return
    case 'claim':
      return cast.record(
        claimOrder(client, { ...order, total: money(step.total), document: hashText(step.document) }),
      )
    case 'draw':
      return cast.record(
        drawOrder(client, { ...order, total: money(step.total), record: recordOf(step.record, cast) }),
      )
    case 'refund':
      return cast.record(refundOrder(client, { ...order, amount: money(step.amount) }))
    case 'quote':
      throw new Error('a quote is no action of an order')
  }
}

async function quote(name: OrderName, by: string, cast: Cast): Promise<void> {
  const { signal } = cast
  cast.quotes.set(name, await createQuote(cast.clientOf(by), { ...describeQuote(name, cast), signal }))
}

async function quoteAll(names: readonly OrderName[], by: string, cast: Cast): Promise<void> {
  const { signal } = cast
  const quotes = names.map((name) => describeQuote(name, cast))
  const made = await createQuotes(cast.clientOf(by), { quotes, signal })
  for (const [index, name] of names.entries()) cast.quotes.set(name, made[index]!)
}

function describeQuote(name: OrderName, cast: Cast): QuoteOfMany {
  const { accounts, token } = cast
  const { preset, feeBps, link, details: _, ...terms } = cast.story.orders[name]!
  const address = (party: string | undefined) => (party === undefined ? undefined : accounts[party]!.address)
  const amount = (text: string | undefined) => (text === undefined ? undefined : parseMoney(text, token))
  return {
    preset,
    token,
    feeBps,
    buyer: accounts[terms.buyer]!.address,
    seller: accounts[terms.seller]!.address,
    platform: address(terms.platform),
    arbiter: address(terms.arbiter),
    backupArbiter: address(terms.backupArbiter),
    attestor: address(terms.attestor),
    goods: amount(terms.goods),
    service: amount(terms.service),
    freight: amount(terms.freight),
    atCost: amount(terms.atCost),
    link: link === undefined ? undefined : getId(link, cast),
    details: detailsRoot(cast.details[name]!),
    reference: `${cast.story.name}/${name}/${cast.run}`,
    metadata: { story: cast.story.name },
  }
}

function recordOf(record: RecordOf, cast: Cast): Hex {
  if (typeof record === 'string') return hashText(record)
  const sealed = cast.photographs.get(record.photograph)
  if (sealed === undefined) throw new Error(`the photograph ${record.photograph} was not taken yet`)
  return sealed
}

async function waitForState(name: OrderName, expected: Expectation, cast: Cast): Promise<string> {
  const endsAt = Date.now() + PATIENCE_MS
  for (;;) {
    const order = await look(name, cast)
    if (
      order.state === expected.state &&
      (expected.ending === undefined || order.ending === expected.ending)
    ) {
      return expected.ending === undefined ? order.state : `${order.state}, ${order.ending}`
    }
    if (Date.now() > endsAt) {
      throw new Error(
        `expected ${expected.state} ${expected.ending ?? ''}, is ${order.state} ${order.ending ?? ''}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

function look(name: OrderName, cast: Cast) {
  return getOrder(cast.observer, { id: getId(name, cast), signal: cast.signal })
}

function getId(name: OrderName, cast: Cast): Hex {
  const id = cast.ids.get(name)
  if (id === undefined) throw new Error(`the order ${name} is not funded yet`)
  return id
}

function getQuote(name: OrderName, cast: Cast) {
  const made = cast.quotes.get(name)
  if (made === undefined) throw new Error(`the order ${name} is not quoted yet`)
  return made
}
