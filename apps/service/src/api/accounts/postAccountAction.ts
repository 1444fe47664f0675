import type { AccountActionName, ProblemCode } from '@cinnabar/api-schema'
import {
  ACTION_TYPES,
  type ActionType,
  type Address,
  type Hex,
  hashAction,
  parseFields,
  toTypedData,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { decodeMessage, encodeMessage, type WireFields } from '../actions/fields.ts'
import { formatInstant } from '../actions/instants.ts'
import { fromRefusal } from '../actions/refusalProblem.ts'
import { writeSentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { randomNonce } from '../orders/orderActions.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'

/** The actions of an account that have an EIP-712 type of their own. */
export type SignedAccountAction = Exclude<AccountActionName, 'deposit' | 'permit'>

type AccountLine = {
  readonly type: ActionType
  readonly functionName: 'withdraw' | 'postBond' | 'withdrawBond' | 'setOperator' | 'burnNonce'
  readonly fields?: Partial<Record<ProblemCode, string>>
}

const ACCOUNT_ACTIONS: Readonly<Record<SignedAccountAction, AccountLine>> = {
  withdraw: { type: 'Withdraw', functionName: 'withdraw' },
  'post-bond': { type: 'PostBond', functionName: 'postBond' },
  'withdraw-bond': { type: 'WithdrawBond', functionName: 'withdrawBond' },
  'set-operator': {
    type: 'SetOperator',
    functionName: 'setOperator',
    fields: { RECIPIENT_INVALID: 'operator' },
  },
  'burn-nonce': { type: 'BurnNonce', functionName: 'burnNonce' },
}

/** The way of every action of an account that signs for itself. */
export async function postAccountAction(
  desk: OrderDesk,
  name: SignedAccountAction,
  account: Address,
  {
    chainId,
    signature,
    ...asked
  }: WireFields & { chainId?: number | undefined; signature?: Hex | undefined },
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission } = desk
  const { type, functionName, fields } = ACCOUNT_ACTIONS[name]
  checkChain(chainId, domain.chainId)
  const now = await desk.clock.now()
  const message = decodeMessage(type, {
    until: formatInstant(now + CONSENT_SECONDS),
    nonce: randomNonce(),
    recipient: account,
    ...asked,
    account,
  })
  const digest = hashAction(type, message as never, domain)
  const { until } = message as { until: number }
  const values = parseFields(ACTION_TYPES[type])
    .map(({ name }) => name)
    .filter((field) => field !== 'account' && field !== 'until')
    .map((field) => (message as Record<string, unknown>)[field])
  const encodeCall = (signature: Hex) =>
    encodeFunctionData({
      abi: escrowAbi as Abi,
      functionName,
      args: [...values, { signer: account, until, signature }],
    })
  const token =
    typeof asked.token === 'string' ? await desk.tokens.getToken(asked.token as Address, 'token') : undefined
  const to = domain.verifyingContract
  if (signature !== undefined) {
    const known = await submission.findAccepted(digest)
    if (known) return { action: known }
    checkUntil(until, now)
    await checkSignature(desk.escrow, { digest, signer: account, signature })
    const call = { id: digest, kind: functionName, account, to, data: encodeCall(signature) }
    return { action: await submission.submit({ ...call, ...(fields && { fields }) }, origin) }
  }
  checkUntil(until, now)
  const refusal = await desk.simulate({ to, data: encodeCall('0x'), from: account })
  if (refusal) throw fromRefusal(refusal, fields)
  return {
    toSign: {
      digest,
      typedData: toTypedData(type, message as never, domain),
      sentence: writeSentence(type, message, { token }),
      fields: encodeMessage(type, message),
    },
  }
}
