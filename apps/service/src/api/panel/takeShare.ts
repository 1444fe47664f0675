import type { PanelShareJson, TakeShareBody } from '@cinnabar/api-schema'
import {
  type Address,
  describePanelMessage,
  hashPanelMessage,
  type PanelMessage,
  toPanelTypedData,
} from '@cinnabar/protocol'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain } from '../actions/checks.ts'
import { parseInstant } from '../actions/instants.ts'
import { type AroundConsent, postConsent, writeBoth } from '../actions/postConsent.ts'
import type { Origin } from '../actions/submit.ts'
import { readAll } from '../ledger/call.ts'
import type { PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'
import { checkMember, openPanel } from './readPanel.ts'
import type { PanelDesk } from './rulePanel.ts'

/** Whose share of which panel. */
export type Seat = { readonly panel: Address; readonly member: Address }

const FIELDS = { TAKEN_MISMATCH: 'taken', SHARE_INSUFFICIENT: 'amount', NOT_MEMBER: 'member' } as const

/** What a member can take and has taken, read from the ledger. Throws ProblemError PANEL_UNKNOWN or NOT_MEMBER. */
export async function readShare(desk: PanelDesk, seat: Seat, asked: Address): Promise<PanelShareJson> {
  const token = await desk.tokens.getToken(asked, 'token')
  await openSeat(desk, seat)
  const read = (functionName: string) => ({
    to: seat.panel,
    abi: arbiterPanelAbi as Abi,
    functionName,
    args: [token.address, seat.member],
  })
  const [share, taken] = (await readAll(desk.rpc, [read('shareOf'), read('takenOf')])) as [bigint, bigint]
  return { ...seat, token: token.address, share: share.toString(), taken: taken.toString() }
}

/** A member sends of its share in the panel's fees to whom it names; the contract splits what is new before. */
export async function postTakeShare(
  desk: PanelDesk,
  seat: Seat,
  body: TakeShareBody,
  origin: Origin,
): Promise<PostAnswer> {
  const { chainId } = desk.domain
  checkChain(body.chainId, chainId)
  const { token, taken } = await readShare(desk, seat, body.token)
  const until =
    body.until === undefined ? (await desk.clock.now()) + CONSENT_SECONDS : parseInstant(body.until)
  const message = {
    member: seat.member,
    token,
    taken: BigInt(body.taken ?? taken),
    amount: BigInt(body.amount),
    recipient: body.recipient ?? seat.member,
    until,
  }
  const consent = await openConsent(desk, seat.panel, message)
  return postConsent(desk, consent, body.signature, origin)
}

async function openSeat({ rpc, domain }: PanelDesk, { panel, member }: Seat): Promise<void> {
  const opened = await openPanel({ rpc, escrow: domain.verifyingContract }, panel)
  checkMember(opened, member, 'member')
}

async function openConsent(
  { tokens, domain: { chainId } }: PanelDesk,
  panel: Address,
  message: PanelMessage<'TakeShare'>,
): Promise<AroundConsent> {
  const { member, token, taken, amount, recipient, until } = message
  const domain = { chainId, verifyingContract: panel }
  const shown = await tokens.getToken(token, 'token')
  return {
    kind: 'takeShare',
    account: member,
    contract: panel,
    until,
    digest: hashPanelMessage('TakeShare', message, domain),
    typedData: toPanelTypedData('TakeShare', message, domain),
    sentence: writeBoth((locale) => describePanelMessage('TakeShare', message, { locale, token: shown })),
    fields: { token, taken: taken.toString(), amount: amount.toString(), recipient },
    errors: FIELDS,
    encodeCall: (signature) =>
      encodeFunctionData({
        abi: arbiterPanelAbi,
        functionName: 'takeShare',
        args: [token, taken, amount, recipient, { signer: member, until, signature }],
      }),
  }
}
