import type { OrderActionBody } from '@cinnabar/api-schema'
import { type Hex, isSameAddress, toTypedData } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain } from '../actions/checks.ts'
import { fromRefusal } from '../actions/refusalProblem.ts'
import { writeSentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { checkQuoter } from './checkQuote.ts'
import type { OrderDesk, PostAnswer } from './postOrderAction.ts'
import { describeManyQuotes, encodeSellerQuote, readManyQuotes } from './sellerQuote.ts'

const FIELDS = { CONSENT_EXPIRED: 'quotes.until', PROOF_TOO_LONG: 'quotes.proof' } as const

/**
 * The seller accepts by signing the terms, whose digest is the order's id, or many orders at once. Either way the
 * order's id names the action.
 */
export async function postAccept(
  desk: OrderDesk,
  id: Hex,
  body: OrderActionBody<'accept'>,
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission, escrow } = desk
  checkChain(body.chainId, domain.chainId)
  const [{ terms }, now] = await Promise.all([desk.book.loadOrder(id), desk.clock.now()])
  const quoter = body.signer ?? terms.seller
  const quotes = body.quotes && readManyQuotes(body.quotes)
  const to = domain.verifyingContract
  const encodeCall = (signature: Hex) =>
    encodeFunctionData({
      abi: escrowAbi as Abi,
      functionName: 'accept',
      args: [terms, encodeSellerQuote({ quoter, signature, quotes })],
    })
  if (body.signature === undefined) {
    const refusal = await desk.simulate({ to, data: encodeCall('0x'), from: quoter })
    if (refusal) throw fromRefusal(refusal, FIELDS)
    const fields = { signer: quoter, ...(quotes && { quotes: body.quotes }) }
    if (quotes) return { toSign: { ...describeManyQuotes(id, quotes, domain), fields } }
    const token = await desk.tokens.getToken(terms.token, 'id')
    return {
      toSign: {
        digest: id,
        typedData: toTypedData('Order', terms, domain),
        sentence: writeSentence('Order', terms, { token }),
        fields,
      },
    }
  }
  const known = await submission.findAccepted(id)
  if (known && isSameAddress(known.account ?? '0x', quoter)) return { action: known }
  const signed = { order: id, terms, quoter, signature: body.signature, quotes }
  await checkQuoter({ escrow, domain, now }, signed, { quoter: 'signer', signature: 'signature' })
  const data = encodeCall(body.signature)
  const call = { id, kind: 'accept' as const, order: id, account: quoter, to, data, fields: FIELDS }
  return { action: await submission.submit(call, origin) }
}
