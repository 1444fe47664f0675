import type { RulePanelBody, Sentence } from '@cinnabar/api-schema'
import type { Rpc } from '@cinnabar/ledger'
import {
  describeOrder,
  describePanelMessage,
  type Hex,
  hashPanelMessage,
  hashText,
  keccak256,
  State,
  toPanelTypedData,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import type { Origin } from '../actions/submit.ts'
import { refuseField } from '../http/problemError.ts'
import type { LoadedOrder } from '../orders/orderBook.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'
import { checkVoter, type PanelInTurn, readPanelInTurn } from './readPanel.ts'

/** A desk that looks at contracts. */
export type PanelDesk = OrderDesk & { readonly rpc: Rpc }

/** A ruling that members vote for: one amount, in one state of one order. */
type Ruling = {
  readonly order: LoadedOrder
  readonly panel: PanelInTurn
  readonly state: 'Escalated' | 'Backup'
  readonly sellerGross: bigint
}

const FIELDS = {
  AMOUNT_OUT_OF_RANGE: 'sellerGross',
  NOT_AUTHORIZED: 'panel',
  VOTES_MISSING: 'votes',
  VOTE_REPEATED: 'votes',
  VOTE_REVOKED: 'votes',
  NOT_MEMBER: 'votes',
  MEMBER_CONFLICTED: 'votes',
  CONSENT_EXPIRED: 'votes',
  SIGNATURE_INVALID: 'votes',
} as const

/** The ruling of a panel: without votes, what each member signs; with enough of them, the action. */
export async function postRulePanel(
  desk: PanelDesk,
  id: Hex,
  body: RulePanelBody,
  origin: Origin,
): Promise<PostAnswer> {
  const { chainId, verifyingContract: escrow } = desk.domain
  checkChain(body.chainId, chainId)
  if (body.votes) refuseOfOneVote(body)
  const [order, now] = await Promise.all([desk.book.loadOrder(id), desk.clock.now()])
  const description = describeOrder(order.terms, order.status, now)
  const wanted = body.state ?? description.state
  // A ruling that was recorded already is answered by what it was, so it is looked for before the order's state.
  const turn = wanted === 'Backup' ? 'Backup' : 'Escalated'
  const panel = await readPanelInTurn(
    { rpc: desk.rpc, escrow },
    { terms: order.terms, state: turn },
    body.panel,
  )
  const ruling: Ruling = { order, panel, state: turn, sellerGross: BigInt(body.sellerGross) }
  if (body.votes) {
    const call = encodeRuling(ruling, body.votes)
    const known = await desk.submission.findAccepted(call.id)
    if (known) return { action: known }
    checkRuling(ruling, wanted, description)
    await checkVotes(desk, ruling, body.votes, now)
    return { action: await desk.submission.submit({ ...call, fields: FIELDS }, origin) }
  }
  checkRuling(ruling, wanted, description)
  if (body.signer) checkVoter(panel, body.signer, 'signer')
  const until = body.until === undefined ? now + CONSENT_SECONDS : parseInstant(body.until)
  checkUntil(until, now)
  const token = await desk.tokens.getToken(order.terms.token, 'id')
  const message = toMessage(ruling, until)
  const domain = { chainId, verifyingContract: panel.address }
  const write = (locale: 'en' | 'zh-CN') => describePanelMessage('Ruling', message, { locale, token })
  const sentence: Sentence = { en: write('en'), 'zh-CN': write('zh-CN') }
  return {
    toSign: {
      digest: hashPanelMessage('Ruling', message, domain),
      typedData: toPanelTypedData('Ruling', message, domain),
      sentence,
      fields: {
        panel: panel.address,
        state: ruling.state,
        sellerGross: body.sellerGross,
        until: formatInstant(until),
      },
    },
  }
}

/** A vote carries its own signer and instant. */
function refuseOfOneVote(body: RulePanelBody): void {
  for (const field of ['signer', 'until'] as const) {
    if (body[field] !== undefined) {
      throw refuseField(field, 'FIELD_CONFLICT', 'every vote has its own', `leave out \`${field}\``)
    }
  }
}

function checkRuling(
  { order, state, sellerGross }: Ruling,
  wanted: string,
  { state: present, bounds }: ReturnType<typeof describeOrder>,
): void {
  if (wanted !== present) {
    throw refuseField('state', 'STATE_MISMATCH', `order ${order.id} is ${present}, not ${wanted}`)
  }
  if (present !== state || bounds.Ruling === undefined) {
    throw refuseField(
      'state',
      'ACTION_NOT_POSSIBLE',
      `order ${order.id} is ${present}: nobody can rule it now`,
    )
  }
  if (sellerGross > bounds.Ruling) {
    const detail = `a ruling can give the seller at most ${bounds.Ruling}`
    throw refuseField('sellerGross', 'AMOUNT_OUT_OF_RANGE', detail)
  }
}

async function checkVotes(
  desk: PanelDesk,
  ruling: Ruling,
  votes: NonNullable<RulePanelBody['votes']>,
  now: UnixSeconds,
): Promise<void> {
  const { panel } = ruling
  const domain = { chainId: desk.domain.chainId, verifyingContract: panel.address }
  for (const [i, { signer, until, signature }] of votes.entries()) {
    checkVoter(panel, signer, `votes.${i}.signer`)
    const at = parseInstant(until)
    if (at < now) {
      throw refuseField(`votes.${i}.until`, 'CONSENT_EXPIRED', `the vote of ${signer} ran out at ${until}`)
    }
    const digest = hashPanelMessage('Ruling', toMessage(ruling, at), domain)
    await checkSignature(desk.escrow, { digest, signer, signature, field: `votes.${i}.signature` })
  }
  const voters = new Set(votes.map(({ signer }) => signer))
  if (voters.size < votes.length) throw refuseField('votes', 'VOTE_REPEATED', 'a member is there twice')
  if (voters.size < panel.threshold) {
    const detail = `${voters.size} voted, and the panel rules by ${panel.threshold}`
    throw refuseField('votes', 'VOTES_MISSING', detail)
  }
}

function toMessage({ order, state, sellerGross }: Ruling, until: UnixSeconds) {
  return { order: order.id, state: State[state], sellerGross, until }
}

/** The call, the same whatever order the votes came in: its hash names the action. */
function encodeRuling(
  { order, panel, state, sellerGross }: Ruling,
  votes: NonNullable<RulePanelBody['votes']>,
) {
  const consents = votes
    .map(({ signer, until, signature }) => ({ signer, until: parseInstant(until), signature }))
    .sort((a, b) => (a.signer < b.signer ? -1 : 1))
  const data = encodeFunctionData({
    abi: arbiterPanelAbi as Abi,
    functionName: 'rule',
    args: [order.terms, State[state], sellerGross, consents],
  })
  const id = hashText(`rulePanel ${panel.address} ${keccak256(data)}`)
  return { id, kind: 'rulePanel' as const, order: order.id, to: panel.address, data }
}
