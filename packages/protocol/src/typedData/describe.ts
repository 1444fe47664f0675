import type { Hex } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import { formatMoney } from '../money.ts'
import { hasArbiter, hasAttestor, type Order, paidIn } from '../terms.ts'
import type { ReceiveAuthorization } from './erc3009.ts'
import type { Permit } from './permit.ts'
import type { Permit2Transfer } from './permit2.ts'
import { type Locale, SENTENCES, type SentenceParts } from './sentences.ts'
import type { ActionMessage, ActionType } from './types.ts'

/** How a token is shown. */
export type TokenLabel = { readonly symbol: string; readonly decimals: number }

/** What helps a sentence along; each part may be missing, then the raw value stands there. */
export type DescribeOptions = {
  readonly locale?: Locale | undefined
  readonly token?: TokenLabel | undefined
  /** The terms of the order that the action is about. */
  readonly terms?: Order | undefined
  /** For `Quotes`, whoever knows the list: how many orders, and what they pay in together, where that is of one token. */
  readonly list?: { readonly count: number; readonly total?: bigint | undefined } | undefined
}

/**
 * The sentence that a person should read before signing an action.
 *
 * @param type - As in `toTypedData`; `'Order'` stands for agreeing to the terms.
 * @returns One or two sentences in the chosen language, English unless told.
 */
export function describeAction(type: 'Order', message: Order, options?: DescribeOptions): string
export function describeAction<Type extends ActionType>(
  type: Type,
  message: ActionMessage<Type>,
  options?: DescribeOptions,
): string
export function describeAction(
  type: ActionType | 'Order',
  message: object,
  options: DescribeOptions = {},
): string {
  const locale = options.locale ?? 'en'
  const terms = type === 'Order' ? (message as Order) : options.terms
  const parts = sentenceParts(locale, { ...options, terms }, (message as { order?: Hex }).order)
  const sentence = SENTENCES[locale][type] as (message: object, parts: SentenceParts) => string
  const warnings = terms && type === 'Order' ? listWarnings(terms, locale) : []
  return [sentence(message, parts), ...warnings].join(locale === 'en' ? ' ' : '')
}

/** The sentence for an ERC-3009 authorisation that pays an order in, or deposits. */
export function describeAuthorization(
  purpose: 'fund' | 'deposit',
  message: ReceiveAuthorization,
  options: DescribeOptions = {},
): string {
  return describePayment(purpose, message.value, message.nonce, options)
}

/** The sentence for a Permit2 transfer that pays an order in, or deposits. */
export function describePermit2(transfer: Permit2Transfer, options: DescribeOptions = {}): string {
  const purpose = transfer.witnessType === 'FundOrder' ? 'fund' : 'deposit'
  return describePayment(purpose, transfer.permitted.amount, transfer.witness, options)
}

/** The sentence for an ERC-2612 permit. */
export function describePermit(permit: Permit, options: DescribeOptions = {}): string {
  const locale = options.locale ?? 'en'
  return SENTENCES[locale].Permit(permit, sentenceParts(locale, options))
}

function describePayment(
  purpose: 'fund' | 'deposit',
  value: bigint,
  order: Hex,
  options: DescribeOptions,
): string {
  const locale = options.locale ?? 'en'
  const parts = sentenceParts(locale, options, purpose === 'fund' ? order : undefined)
  const sentence =
    purpose === 'fund' ? SENTENCES[locale].FundAuthorization : SENTENCES[locale].DepositAuthorization
  const warnings = options.terms && purpose === 'fund' ? listWarnings(options.terms, locale) : []
  return [sentence({ value }, parts), ...warnings].join(locale === 'en' ? ' ' : '')
}

/** What a signer of these terms should know first. */
function listWarnings(terms: Order, locale: Locale): string[] {
  const { noArbiter, noAttestor } = SENTENCES[locale].warnings
  return [...(hasArbiter(terms) ? [] : [noArbiter]), ...(hasAttestor(terms) ? [] : [noAttestor])]
}

/** The words of a sentence about `order`, in a language. */
export function sentenceParts(
  locale: Locale,
  { token, terms, list }: DescribeOptions,
  order?: Hex,
): SentenceParts {
  const words = SENTENCES[locale].words
  const amount = (units: bigint) =>
    token ? `${formatMoney(units, token, 2)} ${token.symbol}` : `${units} ${words.baseUnits}`
  return {
    order: order ? shorten(order) : '',
    amount,
    account: shorten,
    hash: shorten,
    instant: (at) => (at >= FOREVER ? words.forever : `${formatInstant(at)}`),
    span: (seconds) => formatSpan(seconds, words),
    paid: terms && amount(paidIn(terms)),
    seller: terms && shorten(terms.seller),
    list: list && { count: list.count, total: list.total === undefined ? undefined : amount(list.total) },
  }
}

/** Instants from here on are shown as "without end". */
const FOREVER = 253_402_300_800

function shorten(value: Hex): string {
  return `${value.slice(0, 8)}…${value.slice(-6)}`
}

function formatInstant(at: UnixSeconds): string {
  return `${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function formatSpan(
  seconds: number,
  words: { day: string; hour: string; minute: string; second: string },
): string {
  const units = [
    [86_400, words.day],
    [3600, words.hour],
    [60, words.minute],
  ] as const
  const unit = units.find(([size]) => seconds >= size && seconds % size === 0)
  return unit ? `${seconds / unit[0]} ${unit[1]}` : `${seconds} ${words.second}`
}
