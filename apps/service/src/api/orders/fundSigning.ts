import {
  type Address,
  authorizationTypedData,
  fundAuthorization,
  fundPermit2,
  type Hex,
  hashAction,
  hashAuthorization,
  hashPermit2,
  type Order,
  paidIn,
  permit2TypedData,
  toTypedData,
  type TypedData,
} from '@cinnabar/protocol'
import type { Sentence } from '@cinnabar/api-schema'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { formatInstant } from '../actions/instants.ts'
import { writePaymentSentence, writePermit2Sentence, writeSentence } from '../actions/sentences.ts'
import type { OrderDesk } from './postOrderAction.ts'
import { encodeSellerQuote, type SellerQuote } from './sellerQuote.ts'

/** An order that is to be funded, by whom, and with whose agreement. */
export type Funding = {
  readonly terms: Order
  readonly order: Hex
  readonly payer: Address
  readonly agreement: { readonly buyer: Hex; readonly quote: SellerQuote }
  readonly until: number
  readonly validAfter: number
  /** Of a Permit2 transfer. */
  readonly nonce: bigint
}

/** What the payer signs for a way of paying, and the call that it makes. */
export type FundSigning = {
  readonly digest: Hex
  readonly typedData: TypedData
  sentence(): Promise<Sentence>
  encodeCall(signature: Hex): Hex
  /** What this way alone has the caller post back. */
  readonly fields?: Readonly<Record<string, string>>
  /** Whether the payer's own call needs no signature, and so can be tried without one. */
  readonly isCallable: boolean
  /** Throws a ProblemError for what can be known before anything is signed. */
  check?(): Promise<void>
}

/** By the payer's `Fund`, from its balance or by its allowance. */
export function byConsent(
  { domain, tokens }: OrderDesk,
  funding: Funding,
  fromBalance: boolean,
): FundSigning {
  const { terms, order, payer, agreement, until } = funding
  const message = { order, fromBalance, until }
  return {
    isCallable: true,
    digest: hashAction('Fund', message, domain),
    typedData: toTypedData('Fund', message, domain),
    sentence: async () =>
      writeSentence('Fund', message, { terms, token: await tokens.getToken(terms.token, 'terms.token') }),
    encodeCall: (signature) =>
      encode('fund', [terms, fromBalance, encodeAgreement(agreement), { signer: payer, until, signature }]),
  }
}

/** By the token's ERC-3009 authorisation. */
export async function byAuthorization({ domain, tokens }: OrderDesk, funding: Funding): Promise<FundSigning> {
  const { terms, agreement, until, validAfter } = funding
  const token = await tokens.getToken(terms.token, 'terms.token')
  const tokenDomain = await tokens.getTokenDomain(terms.token, 'funding')
  const message = fundAuthorization(terms, domain, { validAfter, validBefore: until })
  return {
    isCallable: false,
    digest: hashAuthorization(message, tokenDomain),
    typedData: authorizationTypedData(message, tokenDomain),
    sentence: async () => writePaymentSentence('fund', message, { terms, token }),
    fields: { validAfter: formatInstant(validAfter) },
    encodeCall: (signature) =>
      encode('fundWithAuthorization', [
        terms,
        encodeAgreement(agreement),
        { validAfter: BigInt(validAfter), validBefore: BigInt(until), signature },
      ]),
  }
}

/** By a Permit2 transfer whose witness is the order. */
export function byPermit2({ domain, tokens, permit2 }: OrderDesk, funding: Funding): FundSigning {
  const { terms, payer, agreement, until, nonce } = funding
  const transfer = fundPermit2(terms, domain, { nonce, deadline: until })
  return {
    isCallable: false,
    digest: hashPermit2(transfer, domain.chainId),
    typedData: permit2TypedData(transfer, domain.chainId),
    sentence: async () =>
      writePermit2Sentence(transfer, { terms, token: await tokens.getToken(terms.token, 'terms.token') }),
    fields: { nonce: nonce.toString() },
    check: () =>
      permit2.check(
        { owner: payer, token: terms.token, amount: paidIn(terms), nonce },
        { method: 'funding', amount: 'funding' },
      ),
    encodeCall: (signature) =>
      encode('fundWithPermit2', [
        terms,
        encodeAgreement(agreement),
        { nonce, deadline: BigInt(until), signature },
      ]),
  }
}

function encodeAgreement({ buyer, quote }: Funding['agreement']) {
  return { buyer, quote: encodeSellerQuote(quote) }
}

function encode(functionName: string, args: readonly unknown[]): Hex {
  return encodeFunctionData({ abi: escrowAbi as Abi, functionName, args })
}
