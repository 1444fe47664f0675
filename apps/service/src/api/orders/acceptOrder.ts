import { type Address, type Hex, isSameAddress, toTypedData } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain } from '../actions/checks.ts'
import { fromRefusal } from '../actions/refusalProblem.ts'
import { writeSentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { checkQuoter } from './checkQuote.ts'
import type { OrderDesk, PostAnswer } from './postOrderAction.ts'
import { encodeSellerQuote } from './sellerQuote.ts'

/** The seller accepts by signing the terms: the signed digest is the order's id. */
export async function postAccept(
  desk: OrderDesk,
  id: Hex,
  body: { signer?: Address | undefined; signature?: Hex | undefined; chainId?: number | undefined },
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission, escrow } = desk
  checkChain(body.chainId, domain.chainId)
  const [{ terms }, now] = await Promise.all([desk.book.loadOrder(id), desk.clock.now()])
  const quoter = body.signer ?? terms.seller
  const to = domain.verifyingContract
  const encodeCall = (signature: Hex) =>
    encodeFunctionData({
      abi: escrowAbi as Abi,
      functionName: 'accept',
      args: [terms, encodeSellerQuote({ quoter, signature })],
    })
  if (body.signature === undefined) {
    const refusal = await desk.simulate({ to, data: encodeCall('0x'), from: quoter })
    if (refusal) throw fromRefusal(refusal)
    const token = await desk.tokens.getToken(terms.token, 'id')
    return {
      toSign: {
        digest: id,
        typedData: toTypedData('Order', terms, domain),
        sentence: writeSentence('Order', terms, { token }),
        fields: { signer: quoter },
      },
    }
  }
  const known = await submission.findAccepted(id)
  if (known && isSameAddress(known.account ?? '0x', quoter)) return { action: known }
  const signed = { order: id, terms, quoter, signature: body.signature }
  await checkQuoter({ escrow, domain, now }, signed, { quoter: 'signer', signature: 'signature' })
  const data = encodeCall(body.signature)
  return {
    action: await submission.submit({ id, kind: 'accept', order: id, account: quoter, to, data }, origin),
  }
}
