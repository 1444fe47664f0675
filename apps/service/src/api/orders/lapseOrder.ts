import { type Hex, hashText } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain } from '../actions/checks.ts'
import type { Origin } from '../actions/submit.ts'
import type { OrderDesk, PostAnswer } from './postOrderAction.ts'

/** Anyone may have the defaults applied that are due. Nothing is signed: the deadline that passed names the action. */
export async function postLapse(
  desk: OrderDesk,
  id: Hex,
  body: { chainId?: number | undefined },
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission } = desk
  checkChain(body.chainId, domain.chainId)
  const { terms, status } = await desk.book.loadOrder(id)
  const actionId = hashText(`lapse ${id} ${status.deadline}`)
  const known = await submission.findAccepted(actionId)
  if (known) return { action: known }
  const data = encodeFunctionData({ abi: escrowAbi as Abi, functionName: 'lapse', args: [terms] })
  const call = { id: actionId, kind: 'lapse' as const, order: id, to: domain.verifyingContract, data }
  return { action: await submission.submit(call, origin) }
}
