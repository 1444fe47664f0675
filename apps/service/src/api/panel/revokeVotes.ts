import type { RevokeVotesBody } from '@cinnabar/api-schema'
import {
  type Address,
  describePanelMessage,
  type Hex,
  hashPanelMessage,
  isSameAddress,
  type Order,
  State,
  toPanelTypedData,
} from '@cinnabar/protocol'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { encodeFunctionData } from 'viem'
import { checkChain } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { postConsent, writeBoth } from '../actions/postConsent.ts'
import type { Origin } from '../actions/submit.ts'
import { refuseField } from '../http/problemError.ts'
import type { PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'
import { checkMember, openPanel } from './readPanel.ts'
import type { PanelDesk } from './rulePanel.ts'

const FIELDS = { ALREADY_REVOKED: 'through', NOT_MEMBER: 'signer' } as const

/** A member takes back its votes on an order that run out at `through` or before. */
export async function postRevokeVotes(
  desk: PanelDesk,
  id: Hex,
  body: RevokeVotesBody,
  origin: Origin,
): Promise<PostAnswer> {
  const { chainId, verifyingContract: escrow } = desk.domain
  checkChain(body.chainId, chainId)
  const { terms, status } = await desk.book.loadOrder(id)
  const address = choosePanel(terms, status.state, body.panel)
  const panel = await openPanel({ rpc: desk.rpc, escrow }, address, { name: 'the arbiter' })
  const { signer: account, signature } = body
  checkMember(panel, account, 'signer')
  const until =
    body.until === undefined ? (await desk.clock.now()) + CONSENT_SECONDS : parseInstant(body.until)
  const message = { order: id, through: parseInstant(body.through), until }
  const domain = { chainId, verifyingContract: address }
  return postConsent(
    desk,
    {
      kind: 'revokeVotes',
      account,
      order: id,
      contract: address,
      until,
      digest: hashPanelMessage('RevokeVotes', message, domain),
      typedData: toPanelTypedData('RevokeVotes', message, domain),
      sentence: writeBoth((locale) => describePanelMessage('RevokeVotes', message, { locale })),
      fields: { panel: address, signer: account, through: formatInstant(message.through) },
      errors: FIELDS,
      encodeCall: (signature) =>
        encodeFunctionData({
          abi: arbiterPanelAbi,
          functionName: 'revokeVotes',
          args: [id, message.through, { signer: account, until, signature }],
        }),
    },
    signature,
    origin,
  )
}

/** Either arbiter of the order, for its turn may be over or not have come; left out, the one whose turn it is. */
function choosePanel(terms: Order, state: State, asked: Address | undefined): Address {
  const arbiters = [terms.arbiter, terms.backupArbiter]
  const inTurn = state === State.Backup ? terms.backupArbiter : terms.arbiter
  const panel = asked ?? inTurn
  if (arbiters.some((arbiter) => isSameAddress(arbiter, panel))) return panel.toLowerCase() as Address
  const detail = `the order names ${terms.arbiter} and ${terms.backupArbiter} as its arbiters, not ${panel}`
  throw refuseField('panel', 'PANEL_UNKNOWN', detail)
}
