import type { AccountActionBody } from '@cinnabar/api-schema'
import {
  type Address,
  authorizationTypedData,
  depositAuthorization,
  type Hex,
  hashAuthorization,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { writePaymentSentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { refuseField } from '../http/problemError.ts'
import { randomNonce } from '../orders/orderActions.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'

/** Money of a wallet into its own balance, by the token's ERC-3009 authorisation with the deposit's nonce. */
export async function postDeposit(
  desk: OrderDesk,
  account: Address,
  body: AccountActionBody<'deposit'>,
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission, tokens } = desk
  checkChain(body.chainId, domain.chainId)
  const now = await desk.clock.now()
  const token = await tokens.getToken(body.token, 'token')
  const tokenDomain = await tokens.getTokenDomain(body.token, 'token')
  const amount = BigInt(body.amount)
  if (amount === 0n) throw refuseField('amount', 'AMOUNT_ZERO', 'nothing would be deposited')
  const salt = BigInt(body.salt ?? randomNonce())
  const until = body.until === undefined ? now + CONSENT_SECONDS : parseInstant(body.until)
  const validAfter = body.validAfter === undefined ? 0 : parseInstant(body.validAfter)
  const deposit = { account, token: token.address, amount, salt }
  const message = depositAuthorization(deposit, domain, { validAfter, validBefore: until })
  const digest = hashAuthorization(message, tokenDomain)
  if (body.signature === undefined) {
    checkUntil(until, now)
    return {
      toSign: {
        digest,
        typedData: authorizationTypedData(message, tokenDomain),
        sentence: writePaymentSentence('deposit', message, { token }),
        fields: {
          token: token.address,
          amount: body.amount,
          salt: salt.toString(),
          until: formatInstant(until),
          validAfter: formatInstant(validAfter),
        },
      },
    }
  }
  const known = await submission.findAccepted(digest)
  if (known) return { action: known }
  checkUntil(until, now)
  await checkSignature(desk.escrow, { digest, signer: account, signature: body.signature })
  const data = encodeDeposit(deposit, { validAfter, validBefore: until, signature: body.signature })
  const call = { id: digest, kind: 'deposit' as const, account, to: domain.verifyingContract, data }
  return { action: await submission.submit(call, origin) }
}

function encodeDeposit(
  { account, token, amount, salt }: { account: Address; token: Address; amount: bigint; salt: bigint },
  { validAfter, validBefore, signature }: { validAfter: number; validBefore: number; signature: Hex },
): Hex {
  const authorization = { validAfter: BigInt(validAfter), validBefore: BigInt(validBefore), signature }
  return encodeFunctionData({
    abi: escrowAbi as Abi,
    functionName: 'depositWithAuthorization',
    args: [account, token, amount, salt, authorization],
  })
}
