import type { AccountActionBody } from '@cinnabar/api-schema'
import { type Address, type Hex, hashPermit, permitTypedData } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { fromRefusal } from '../actions/refusalProblem.ts'
import { writePermitSentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { refuseField } from '../http/problemError.ts'
import { TOKEN_ABI } from '../ledger/tokens.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'

/**
 * An allowance for the escrow by an ERC-2612 permit, so that who has no gas can pay by allowance. The contract ignores
 * a permit that fails, so the token's own call is tried first, and the relayer looks afterwards whether it was taken.
 */
export async function postPermit(
  desk: OrderDesk,
  account: Address,
  body: AccountActionBody<'permit'>,
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission, tokens } = desk
  checkChain(body.chainId, domain.chainId)
  const now = await desk.clock.now()
  const token = await tokens.getToken(body.token, 'token')
  const { permitDomain } = token
  if (!permitDomain) {
    throw refuseField('token', 'TOKEN_WITHOUT_PERMIT', `${token.symbol} takes no ERC-2612 permits`)
  }
  const next = await tokens.readPermitNonce(token.address, account)
  const until = body.until === undefined ? now + CONSENT_SECONDS : parseInstant(body.until)
  const permit = {
    owner: account,
    spender: domain.verifyingContract,
    value: BigInt(body.amount),
    nonce: body.nonce === undefined ? next : BigInt(body.nonce),
    deadline: until,
  }
  const digest = hashPermit(permit, permitDomain)
  const known = body.signature === undefined ? undefined : await submission.findAccepted(digest)
  if (known) return { action: known }
  checkUntil(until, now)
  if (permit.nonce !== next) {
    const detail = `the token's next permit of ${account} has the number ${next}, not ${permit.nonce}`
    const mend = 'ask again without nonce and signature, and sign what it answers'
    throw refuseField('nonce', 'NONCE_USED', detail, mend)
  }
  if (body.signature === undefined) {
    return {
      toSign: {
        digest,
        typedData: permitTypedData(permit, permitDomain),
        sentence: writePermitSentence(permit, { token }),
        fields: {
          token: token.address,
          amount: body.amount,
          nonce: permit.nonce.toString(),
          until: formatInstant(until),
        },
      },
    }
  }
  await checkSignature(desk.escrow, { digest, signer: account, signature: body.signature })
  const [v, r, s] = splitSignature(body.signature)
  const { owner, spender, value } = permit
  const trial = await desk.simulate({
    to: token.address,
    data: encodeFunctionData({
      abi: TOKEN_ABI,
      functionName: 'permit',
      args: [owner, spender, value, BigInt(until), v, r, s],
    }),
  })
  if (trial) throw fromRefusal(trial)
  const data = encodeFunctionData({
    abi: escrowAbi as Abi,
    functionName: 'applyPermit',
    args: [token.address, owner, value, BigInt(until), v, r, s],
  })
  const call = { id: digest, kind: 'permit' as const, account, to: domain.verifyingContract, data }
  return { action: await submission.submit(call, origin) }
}

/** ERC-2612 takes the three parts of a plain account's signature and nothing else. */
function splitSignature(signature: Hex): [v: number, r: Hex, s: Hex] {
  if (signature.length !== 132) {
    const detail = `a permit takes 65 bytes of a plain account, not ${signature.length / 2 - 1}`
    const mend = 'a contract wallet approves the escrow in the token by a call of its own'
    throw refuseField('signature', 'SIGNATURE_INVALID', detail, mend)
  }
  const v = Number.parseInt(signature.slice(130), 16)
  return [v, `0x${signature.slice(2, 66)}`, `0x${signature.slice(66, 130)}`]
}
