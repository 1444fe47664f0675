import type { AccountActionBody, Sentence, TokenJson } from '@cinnabar/api-schema'
import {
  type Address,
  authorizationTypedData,
  depositAuthorization,
  depositPermit2,
  type Hex,
  hashAuthorization,
  hashPermit2,
  permit2TypedData,
  type TypedData,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { writePaymentSentence, writePermit2Sentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { refuseField } from '../http/problemError.ts'
import { randomNonce } from '../orders/orderActions.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'

type Body = AccountActionBody<'deposit'>
type Deposit = {
  readonly account: Address
  readonly token: TokenJson
  readonly amount: bigint
  readonly until: number
}

/** What the depositor signs, and the call that it makes. */
type DepositSigning = {
  readonly digest: Hex
  readonly typedData: TypedData
  readonly sentence: Sentence
  /** What this way alone has the caller post back. */
  readonly fields: Readonly<Record<string, string>>
  encodeCall(signature: Hex): Hex
  check?(): Promise<void>
}

/** Money of a wallet into its own balance: by the token's ERC-3009 authorisation, or by Permit2. */
export async function postDeposit(
  desk: OrderDesk,
  account: Address,
  body: Body,
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission, tokens } = desk
  checkChain(body.chainId, domain.chainId)
  const now = await desk.clock.now()
  const token = await tokens.getToken(body.token, 'token')
  const amount = BigInt(body.amount)
  if (amount === 0n) throw refuseField('amount', 'AMOUNT_ZERO', 'nothing would be deposited')
  const until = body.until === undefined ? now + CONSENT_SECONDS : parseInstant(body.until)
  const sign = body.method === 'permit2' ? byPermit2 : byAuthorization
  const signing = await sign(desk, { account, token, amount, until }, body)
  const { digest, typedData, sentence } = signing
  const known = body.signature === undefined ? undefined : await submission.findAccepted(digest)
  if (known) return { action: known }
  checkUntil(until, now)
  await signing.check?.()
  if (body.signature === undefined) {
    const fields = {
      token: token.address,
      amount: body.amount,
      ...(body.method && { method: body.method }),
      until: formatInstant(until),
      ...signing.fields,
    }
    return { toSign: { digest, typedData, sentence, fields } }
  }
  await checkSignature(desk.escrow, { digest, signer: account, signature: body.signature })
  const data = signing.encodeCall(body.signature)
  const call = { id: digest, kind: 'deposit' as const, account, to: domain.verifyingContract, data }
  return { action: await submission.submit(call, origin) }
}

async function byAuthorization(
  { domain, tokens }: OrderDesk,
  { account, token, amount, until }: Deposit,
  body: Body,
): Promise<DepositSigning> {
  refuseOther(body, 'nonce', 'a Permit2 transfer')
  const tokenDomain = await tokens.getTokenDomain(token.address, body.method ? 'method' : 'token')
  const salt = BigInt(body.salt ?? randomNonce())
  const validAfter = body.validAfter === undefined ? 0 : parseInstant(body.validAfter)
  const deposit = { account, token: token.address, amount, salt }
  const message = depositAuthorization(deposit, domain, { validAfter, validBefore: until })
  return {
    digest: hashAuthorization(message, tokenDomain),
    typedData: authorizationTypedData(message, tokenDomain),
    sentence: writePaymentSentence('deposit', message, { token }),
    fields: { salt: salt.toString(), validAfter: formatInstant(validAfter) },
    encodeCall: (signature) =>
      encode('depositWithAuthorization', [
        account,
        token.address,
        amount,
        salt,
        { validAfter: BigInt(validAfter), validBefore: BigInt(until), signature },
      ]),
  }
}

async function byPermit2(
  { domain, permit2 }: OrderDesk,
  { account, token, amount, until }: Deposit,
  body: Body,
): Promise<DepositSigning> {
  refuseOther(body, 'salt', 'an authorisation')
  refuseOther(body, 'validAfter', 'an authorisation')
  const nonce = BigInt(body.nonce ?? randomNonce())
  const deposit = { account, token: token.address, amount }
  const transfer = depositPermit2(deposit, domain, { nonce, deadline: until })
  return {
    digest: hashPermit2(transfer, domain.chainId),
    typedData: permit2TypedData(transfer, domain.chainId),
    sentence: writePermit2Sentence(transfer, { token }),
    fields: { nonce: nonce.toString() },
    check: () =>
      permit2.check(
        { owner: account, token: token.address, amount, nonce },
        { method: 'method', amount: 'amount' },
      ),
    encodeCall: (signature) =>
      encode('depositWithPermit2', [
        account,
        token.address,
        amount,
        { nonce, deadline: BigInt(until), signature },
      ]),
  }
}

/** A field of the other method would be left out of what is signed. */
function refuseOther(body: Body, field: 'nonce' | 'salt' | 'validAfter', of: string): void {
  if (body[field] === undefined) return
  throw refuseField(field, 'FIELD_CONFLICT', `it is of ${of}`, 'leave it out, or choose another `method`')
}

function encode(functionName: string, args: readonly unknown[]): Hex {
  return encodeFunctionData({ abi: escrowAbi as Abi, functionName, args })
}
