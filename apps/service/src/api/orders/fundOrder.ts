import type { OrderBody } from '@cinnabar/api-schema'
import {
  type Address,
  authorizationTypedData,
  decodeTerms,
  fundAuthorization,
  type Hex,
  hashAction,
  hashAuthorization,
  isSameAddress,
  type Order,
  orderId,
  payerOf,
  toTypedData,
  ZERO_ADDRESS,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import type { Db } from '../../store/database.ts'
import { findQuote, type QuoteRow } from '../../store/quotes.ts'
import { checkChain, checkSignature, checkUntil } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { fromRefusal } from '../actions/refusalProblem.ts'
import { writePaymentSentence, writeSentence } from '../actions/sentences.ts'
import type { Origin } from '../actions/submit.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import { checkFundable, checkQuoter } from './checkQuote.ts'
import type { OrderDesk, PostAnswer } from './postOrderAction.ts'
import { CONSENT_SECONDS } from './prepareOrderAction.ts'
import { encodeSellerQuote, type SellerQuote } from './sellerQuote.ts'

const FIELDS = {
  NOT_AUTHORIZED: 'agreement.quoter',
  BALANCE_INSUFFICIENT: 'funding',
  ERC20_INSUFFICIENT_BALANCE: 'funding',
} as const

type Funding = {
  readonly terms: Order
  readonly order: Hex
  readonly payer: Address
  readonly agreement: { buyer: Hex; quote: SellerQuote }
  readonly until: number
  readonly validAfter: number
}

/** Pays an order in: by consent from balance or allowance, or by the token's ERC-3009 authorisation. */
export async function postFund(
  desk: OrderDesk & { db: Db },
  body: OrderBody,
  origin: Origin,
): Promise<PostAnswer> {
  const { domain, submission } = desk
  checkChain(body.chainId, domain.chainId)
  const now = await desk.clock.now()
  const funding = await readFunding(desk, body, now)
  const signing =
    body.funding === 'authorization' ? await byAuthorization(desk, funding) : byConsent(desk, funding, body)
  const known = body.signature === undefined ? undefined : await submission.findAccepted(signing.digest)
  if (known) return { action: known }
  const { terms, order, payer } = funding
  await checkFundable({ tokens: desk.tokens, now }, terms)
  await checkAgreement(desk, funding, now)
  checkUntil(funding.until, now)
  const to = domain.verifyingContract
  if (body.signature !== undefined) {
    const { signature } = body
    await checkSignature(desk.escrow, { digest: signing.digest, signer: payer, signature })
    const call = { id: signing.digest, kind: 'fund' as const, order, account: payer, to, fields: FIELDS }
    return { action: await submission.submit({ ...call, data: signing.encodeCall(signature) }, origin) }
  }
  if (body.funding !== 'authorization') {
    const refusal = await desk.simulate({ to, data: signing.encodeCall('0x'), from: payer })
    if (refusal) throw fromRefusal(refusal, FIELDS)
  }
  const { chainId: _, signature: __, ...asked } = body
  const fields = {
    ...asked,
    signer: payer,
    until: formatInstant(funding.until),
    ...(body.funding === 'authorization' && { validAfter: formatInstant(funding.validAfter) }),
  }
  const { digest, typedData, sentence } = signing
  return { toSign: { digest, typedData, sentence: await sentence(), fields } }
}

async function readFunding(desk: OrderDesk & { db: Db }, body: OrderBody, now: number): Promise<Funding> {
  if ((body.quote === undefined) === (body.terms === undefined)) {
    const [code, detail] =
      body.quote === undefined
        ? (['FIELD_MISSING', 'neither is there'] as const)
        : (['FIELD_CONFLICT', 'both are there'] as const)
    throw refuseField('quote', code, detail, 'send either `quote` or `terms`')
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
  }
}

/** Of many quotes signed at once: as sent beside a signature, else as the quote keeps it. */
function readQuotes(body: OrderBody, quote: QuoteRow | undefined): SellerQuote['quotes'] {
  const { agreement } = body
  if (agreement?.seller === undefined) return quote?.quotes ?? undefined
  return agreement.quotes && { ...agreement.quotes, until: parseInstant(agreement.quotes.until) }
}

function encodeAgreement({ buyer, quote }: Funding['agreement']) {
  return { buyer, quote: encodeSellerQuote(quote) }
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

function byConsent({ domain, tokens }: OrderDesk, funding: Funding, body: OrderBody) {
  const { terms, order, payer, agreement, until } = funding
  const fromBalance = body.funding === 'balance'
  const message = { order, fromBalance, until }
  return {
    digest: hashAction('Fund', message, domain),
    typedData: toTypedData('Fund', message, domain),
    sentence: async () =>
      writeSentence('Fund', message, { terms, token: await tokens.getToken(terms.token, 'terms.token') }),
    encodeCall: (signature: Hex) =>
      encodeFunctionData({
        abi: escrowAbi as Abi,
        functionName: 'fund',
        args: [terms, fromBalance, encodeAgreement(agreement), { signer: payer, until, signature }],
      }),
  }
}

async function byAuthorization({ domain, tokens }: OrderDesk, funding: Funding) {
  const { terms, agreement, until, validAfter } = funding
  const token = await tokens.getToken(terms.token, 'terms.token')
  const tokenDomain = await tokens.getTokenDomain(terms.token, 'funding')
  const message = fundAuthorization(terms, domain, { validAfter, validBefore: until })
  return {
    digest: hashAuthorization(message, tokenDomain),
    typedData: authorizationTypedData(message, tokenDomain),
    sentence: async () => writePaymentSentence('fund', message, { terms, token }),
    encodeCall: (signature: Hex) =>
      encodeFunctionData({
        abi: escrowAbi as Abi,
        functionName: 'fundWithAuthorization',
        args: [
          terms,
          encodeAgreement(agreement),
          { validAfter: BigInt(validAfter), validBefore: BigInt(until), signature },
        ],
      }),
  }
}
