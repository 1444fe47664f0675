import type { OrderBody } from '@cinnabar/api-schema'
import { decodeTerms, isSameAddress, orderId, payerOf, ZERO_ADDRESS } from '@cinnabar/protocol'
import type { Db } from '../../store/database.ts'
import { findQuote, type QuoteRow } from '../../store/quotes.ts'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { fromRefusal } from '../actions/refusalProblem.ts'
import type { Origin } from '../actions/submit.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import { checkFundable, checkQuoter } from './checkQuote.ts'
import { byAuthorization, byConsent, byPermit2, type Funding, type FundSigning } from './fundSigning.ts'
import { randomNonce } from './orderActions.ts'
import type { OrderDesk, PostAnswer } from './postOrderAction.ts'
import { CONSENT_SECONDS } from './prepareOrderAction.ts'
import { readManyQuotes, type SellerQuote } from './sellerQuote.ts'

const FIELDS = {
  NOT_AUTHORIZED: 'agreement.quoter',
  BALANCE_INSUFFICIENT: 'funding',
  ERC20_INSUFFICIENT_BALANCE: 'funding',
} as const

/** Pays an order in, in each of the ways that `funding` can name. */
export async function postFund(
  desk: OrderDesk & { db: Db },
  body: OrderBody,
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission } = desk
  checkChain(body.chainId, domain.chainId)
  const now = await desk.clock.now()
  const funding = await readFunding(desk, body, now)
  const signing = await readSigning(desk, funding, body)
  const known = body.signature === undefined ? undefined : await submission.findAccepted(signing.digest)
  if (known) return { action: known }
  const { terms, order, payer } = funding
  await checkFundable({ tokens: desk.tokens, now }, terms)
  await checkAgreement(desk, funding, now)
  checkUntil(funding.until, now)
  await signing.check?.()
  const to = domain.verifyingContract
  if (body.signature !== undefined) {
    const { signature } = body
    await checkSignature(desk.escrow, { digest: signing.digest, signer: payer, signature })
    const call = { id: signing.digest, kind: 'fund' as const, order, account: payer, to, fields: FIELDS }
    return { action: await submission.submit({ ...call, data: signing.encodeCall(signature) }, origin) }
  }
  if (signing.isCallable) {
    const refusal = await desk.simulate({ to, data: signing.encodeCall('0x'), from: payer })
    if (refusal) throw fromRefusal(refusal, FIELDS)
  }
  const { chainId: _, signature: __, ...asked } = body
  const fields = { ...asked, signer: payer, until: formatInstant(funding.until), ...signing.fields }
  const { digest, typedData, sentence } = signing
  return { toSign: { digest, typedData, sentence: await sentence(), fields } }
}

function readSigning(desk: OrderDesk, funding: Funding, body: OrderBody): FundSigning | Promise<FundSigning> {
  switch (body.funding) {
    case 'authorization':
      return byAuthorization(desk, funding)
    case 'permit2':
      return byPermit2(desk, funding)
    case 'balance':
    case 'allowance':
      return byConsent(desk, funding, body.funding === 'balance')
  }
}

async function readFunding(desk: OrderDesk & { db: Db }, body: OrderBody, now: number): Promise<Funding> {
  if ((body.quote === undefined) === (body.terms === undefined)) {
    const [code, detail] =
      body.quote === undefined
        ? (['FIELD_MISSING', 'neither is there'] as const)
        : (['FIELD_CONFLICT', 'both are there'] as const)
    throw refuseField('quote', code, detail, 'send either `quote` or `terms`')
  }
  if (body.nonce !== undefined && body.funding !== 'permit2') {
    throw refuseField('nonce', 'FIELD_CONFLICT', 'the nonce is of a Permit2 transfer', 'leave it out')
  }
  if (body.validAfter !== undefined && body.funding === 'permit2') {
    throw refuseField('validAfter', 'FIELD_CONFLICT', 'Permit2 knows no such instant', 'leave it out')
  }
  if (body.agreement?.quotes && body.agreement.seller === undefined) {
    const mend = 'send the signature of `Quotes` beside its proof'
    throw refuseField('agreement.seller', 'FIELD_MISSING', 'a proof without a signature proves nothing', mend)
  }
  const quote = body.quote === undefined ? undefined : await findQuote(desk.db, { id: body.quote })
  if (body.quote !== undefined && !quote) throw new ProblemError({ code: 'QUOTE_NOT_FOUND' })
  const terms = decodeTerms(body.terms ?? quote!.terms)
  const payer = payerOf(terms)
  if (body.signer && !isSameAddress(body.signer, payer)) {
    throw refuseField('signer', 'NOT_AUTHORIZED', `the terms let ${payer} pay, not ${body.signer}`)
  }
  return {
    terms,
    order: orderId(terms, desk.domain),
    payer,
    agreement: {
      buyer: body.agreement?.buyer ?? '0x',
      quote: {
        quoter: body.agreement?.quoter ?? quote?.quoter ?? ZERO_ADDRESS,
        signature: body.agreement?.seller ?? quote?.sellerSignature ?? '0x',
        quotes: readQuotes(body, quote),
      },
    },
    until: body.until === undefined ? now + CONSENT_SECONDS : parseInstant(body.until),
    validAfter: body.validAfter === undefined ? 0 : parseInstant(body.validAfter),
    nonce: BigInt(body.nonce ?? randomNonce()),
  }
}

/** Of many quotes signed at once: as sent beside a signature, else as the quote keeps it. */
function readQuotes(body: OrderBody, quote: QuoteRow | undefined): SellerQuote['quotes'] {
  const { agreement } = body
  if (agreement?.seller === undefined) return quote?.quotes ?? undefined
  return agreement.quotes && readManyQuotes(agreement.quotes)
}

/** Whoever must have agreed has: the seller when a quoter is named, the buyer when somebody else pays. */
async function checkAgreement(desk: OrderDesk, { terms, order, payer, agreement }: Funding, now: number) {
  const { quote, buyer } = agreement
  if (quote.quoter !== ZERO_ADDRESS) {
    const fields = {
      quoter: 'agreement.quoter',
      signature: 'agreement.seller',
      quotes: 'agreement.quotes',
    }
    await checkQuoter({ ...desk, now }, { ...quote, order, terms }, fields)
  } else if (terms.windows.accept === 0) {
    const detail = 'the terms have no accept window, so the seller signs first'
    throw refuseField('agreement.quoter', 'NOT_AUTHORIZED', detail, 'fund a quote that the seller signed')
  }
  if (!isSameAddress(payer, terms.buyer)) {
    const signed = { digest: order, signer: terms.buyer, signature: buyer, field: 'agreement.buyer' }
    await checkSignature(desk.escrow, signed)
  }
}
